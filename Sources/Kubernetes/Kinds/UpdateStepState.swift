/// How far a plan or a step of it is.
///
/// Source: pages "Granularly update a managed cluster", "Configure update auto-pause".
public enum UpdateStepState: String, FieldEnum {
    case notStarted = "NotStarted"
    case scheduled = "Scheduled"
    case inProgress = "InProgress"
    case autoPaused = "AutoPaused"
    case stuck = "Stuck"
    case completed = "Completed"
}
