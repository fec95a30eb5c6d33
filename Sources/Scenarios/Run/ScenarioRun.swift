public import Simulation
public import Twin

/// A run of a scenario, with what came of each property.
public struct ScenarioRun: Sendable {
    /// What came of the goal and of each property.
    public let results: [PropertyResult]
    /// How many faults were on at the end.
    public let faultCount: Int
    /// When the last fault was over; `.never` when one was on until the end.
    public let lastFaultEnd: SimTime
    /// How many beats of each rhythm passed in a run that lasts a given time; empty for others.
    public let beats: [BeatCount]
    /// The journal.
    public let recorded: RecordedRun

    /// What the goal of a deployment is called.
    static let deployment = "the cluster is deployed and Ready"

    /// Whether everything held.
    public var isHeld: Bool { results.allSatisfy(\.isHeld) }
}
