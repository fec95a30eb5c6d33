import Controllers
import Simulation

/// What a world remembers of the database of a cluster.
struct DatabaseWatch: Sendable {
    /// What a pass of its controller would do, as it was last looked at.
    var task: DatabaseTask?
    /// The entry that made it so.
    var cause = EntryID.none
    /// The pass that is due; nil when none will find anything.
    var pass: SimTime?
    /// Whether SQL is answered.
    var isServed = true
    /// Since when it is not.
    var outageBegan = SimTime.zero
}
