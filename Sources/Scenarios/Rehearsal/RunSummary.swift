public import Simulation

/// What is kept of a run among many.
public struct RunSummary: Hashable, Sendable {
    /// The seed.
    public var seed: UInt64
    /// The fingerprint.
    public var fingerprint: Fingerprint
    /// How it ended.
    public var outcome: RunOutcome
    /// From the commencement to the end of the plan; to the end of the run when the plan did not complete.
    public var total: SimDuration
    /// When the plan was complete, since the epoch.
    public var end: SimDuration
    /// The duration of each completed step.
    public var steps: [StepTiming]
    /// That of each service of OpenStack.
    public var openStack: [StepTiming] = []
    /// How long each service that tenants call served nobody.
    public var services: [Service] = []

    /// How long a service served nobody.
    public struct Service: Hashable, Sendable {
        /// The service.
        public var name: String
        /// How long, all in all.
        public var unavailable: SimDuration
    }
}
