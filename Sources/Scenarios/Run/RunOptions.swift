public import Controllers
import Kubernetes
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
    /// Whether every beat of every rhythm is an event; for tests, which compare.
    package var ticks = false
    /// What goes wrong.
    public var faults: [Fault]
    /// What else happens from outside; places in it are those that items speak of.
    public var timeline: [TimelineItem] = []
    /// What the operator does.
    public var operatorPlan: OperatorPlan
    /// What is expected of the run, besides what must always hold.
    public var properties: [Property] = []
    /// What is expected of alerts and services.
    public var tenantExpectations: [TenantExpectation] = []
    /// The defects that the OpenStack controller goes without.
    public var openStackFixes: Set<OpenStackFix> = []
    /// How many times faster than in reality the lives of disks pass; nil when none fails of itself.
    public var hardwareLives: Int64?
    /// When a run is given up.
    public var limit: SimDuration
    /// After how long without progress a run is taken to be stuck.
    public var stuckAfter: SimDuration

    /// A run of `seed` without faults, for 90 days at most; the operator commences `steps` (nil for all) as
    /// soon as there are plans.
    public init(
        seed: UInt64, tieFuzz: UInt64 = 0, steps: [String]? = nil, faults: [Fault] = [],
        limit: SimDuration = .hours(90 * 24), stuckAfter: SimDuration = .hours(24)
    ) {
        self.seed = seed
        self.tieFuzz = tieFuzz
        operatorPlan = OperatorPlan(steps: steps)
        self.faults = faults
        self.limit = limit
        self.stuckAfter = stuckAfter
    }

    /// Whether the operator may apply an object of a kind.
    func mayApply(_ kind: KindID) -> Bool {
        (timeline.map(\.action) + operatorPlan.reactions.map(\.action)).contains { action in
            guard case .apply(let objects) = action else { return false }
            return objects.contains { $0.kind == kind }
        }
    }
}
