/// What a node's maintenance may do to it.
///
/// Source: page "Node maintenance API objects".
public enum MaintenanceScope: String, FieldEnum {
    /// A drain; at most the container runtime restarts.
    case drain
    /// A drain, and the node may reboot: instances are moved away.
    case os
}
