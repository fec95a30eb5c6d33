public import Simulation
public import Twin

/// A scenario, checked against its cloud and ready to run.
public struct Scenario: Sendable {
    /// The name.
    public var name: String
    /// What happens, in a sentence.
    public var about: String
    /// Where the story comes from; may be empty.
    public var source: String
    /// The seeds that it is run with.
    public var seeds: [UInt64]
    /// Whether it must fail.
    public var mustFail: Bool
    /// The entry that ends a run well; nil for the update's.
    public var until: EntryPattern?
    /// How long a run lasts that is to reach nothing; nil for those that have a goal.
    public var lasts: SimDuration?
    /// How a run is expected to end.
    public var outcome: RunOutcome
    /// What happens from outside, what the operator does, what is expected, when a run is given up.
    public var options: RunOptions

    /// The faults of the timeline, by their names.
    public var faults: [String] { options.timeline.filter { $0.fault != nil }.map(\.name) }

    /// The same scenario in which these faults never happen, and everything else does: what comes after one
    /// comes as if it had been. All faults when `names` is nil.
    public func without(_ names: [String]? = nil) -> Scenario {
        var copy = self
        for index in copy.options.timeline.indices
        where copy.options.timeline[index].fault != nil
            && names?.contains(copy.options.timeline[index].name) ?? true
        {
            copy.options.timeline[index].isLeftOut = true
        }
        return copy
    }

    /// The same scenario in which the item called `name` never happens, and everything else does.
    public func leavingOut(_ name: String) -> Scenario {
        var copy = self
        for index in copy.options.timeline.indices where copy.options.timeline[index].name == name {
            copy.options.timeline[index].isLeftOut = true
        }
        return copy
    }
}
