public import Simulation
public import Twin

/// How one run of a world goes.
public struct RunOptions: Sendable {
    /// The seed.
    public var seed: UInt64
    /// Another order of events at equal times; 0 for the usual one.
    public var tieFuzz: UInt64
    /// Whether what we do not know about durations is drawn anew for each seed.
    public var drawsUnknown = true
    /// Which steps the operator commences; nil for all.
    public var steps: [String]?
    /// What goes wrong.
    public var faults: [Fault]
    /// When a run is given up.
    public var limit: SimDuration
    /// After how long without progress a run is taken to be stuck.
    public var stuckAfter: SimDuration

    /// A run of `seed` without faults, for 90 days at most.
    public init(
        seed: UInt64, tieFuzz: UInt64 = 0, steps: [String]? = nil, faults: [Fault] = [],
        limit: SimDuration = .hours(90 * 24), stuckAfter: SimDuration = .hours(24)
    ) {
        self.seed = seed
        self.tieFuzz = tieFuzz
        self.steps = steps
        self.faults = faults
        self.limit = limit
        self.stuckAfter = stuckAfter
    }
}
