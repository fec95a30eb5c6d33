public import Kubernetes
import Simulation

/// How a controller runs: what it watches, how many reconciles at a time, how fast it may write.
public struct ControllerSpec: Sendable {
    /// A kind that a controller has a cache of.
    public struct Watch: Sendable {
        /// The kind.
        public var kind: KindID
        /// True for objects of the management cluster, false for those of each MOSK cluster.
        public var inManagement: Bool
        /// Which changes it heeds: those that make work or matter for what it remembers, as a predicate of
        /// controller-runtime says. Its cache has all, and it may be shown others all the same (after a watch
        /// was broken, say): they must make no work then and change nothing that it remembers.
        public var aspects: ChangeAspects

        /// A kind of the management cluster.
        public static func management(_ kind: KindID, for aspects: ChangeAspects = .all) -> Watch {
            Watch(kind: kind, inManagement: true, aspects: aspects)
        }
        /// A kind of each MOSK cluster.
        public static func mosk(_ kind: KindID, for aspects: ChangeAspects = .all) -> Watch {
            Watch(kind: kind, inManagement: false, aspects: aspects)
        }
    }

    /// Which controller.
    public var id: ControllerID
    /// Its name in logs, as the real one is called.
    public var name: String
    /// How many reconciles run at a time; nil for one a key, as agents on nodes have it.
    public var workers: Int?
    /// Writes a second that the client may send on average, and how many at once; nil for no limit.
    public var writesPerSecond: Int64?
    public var burst: Int64
    /// What it watches.
    public var watches: [Watch]

    /// A controller with the defaults of controller-runtime: one worker, 20 requests a second, bursts of 30.
    /// Source: kubernetes-sigs/controller-runtime pkg/client/config/config.go.
    public init(
        _ id: ControllerID, _ name: String, workers: Int? = 1, writesPerSecond: Int64? = 20,
        burst: Int64 = 30,
        watches: [Watch]
    ) {
        self.id = id
        self.name = name
        self.workers = workers
        self.writesPerSecond = writesPerSecond
        self.burst = burst
        self.watches = watches
    }
}
