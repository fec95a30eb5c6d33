/// How far a machine is prepared for its deletion.
///
/// Source: Mirantis/mcc-api pkg/apis/kaas/v1alpha1/machine.go and pkg/apis/lcm/v1alpha1/lcmmachine_types.go;
/// page "Delete a cluster machine using CLI".
public enum PrepareDeletionPhase: String, FieldEnum {
    /// It is not.
    case none = ""
    /// Its node is cordoned, drained and removed from Swarm.
    case started
    /// It is prepared: the rest of its resources may go.
    case completed
    /// The preparation is taken back.
    case aborting
    /// Taking it back failed.
    case failed
}
