import Kubernetes

/// Machines that an update may work on now, with the rule of their group.
struct MachineGroup {
    /// The name of the UpdateGroup; empty for the managers.
    var name: String
    /// Its machines.
    var machines: [LCMMachine]
    /// How many may update together.
    var concurrency: Int
    /// How many may prepare together; nil for no limit.
    var prepareLimit: Int?
}
