/// Machines that an update may work on now, with the rule of their group.
struct MachineGroup {
    /// The place of its machines among the rosters of the controller's cache.
    var roster: Int
    /// How many may update together.
    var concurrency: Int
    /// How many may prepare together; nil for no limit.
    var prepareLimit: Int?
    /// The name of the UpdateGroup; nil for the managers.
    var name: String?
}
