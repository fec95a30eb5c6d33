public import Kubernetes
public import Simulation

/// A message broker, as the container that holds it knows it: what its process does, and what a probe sees.
public struct MessageBroker: Sendable {
    /// The cluster.
    public let cluster: UInt8
    /// Its pod.
    public let pod: ObjectKey
    /// The piece of equipment that it is.
    public let equipment: UInt32
    /// The pod whose container holds its process, or held it last.
    public var uid = UID.none
    /// Whether its process runs.
    public private(set) var isRunning = true
    /// Since when it runs, where it does; before the run if it did all along.
    public private(set) var startedAt = Estate.longAgo
    /// Whether a ping of it is answered.
    public private(set) var isAnswering = true
    /// Since when that is so.
    public private(set) var since = Estate.longAgo
    /// How its container ends and begins again.
    public private(set) var restarts = RestartBackoff()

    /// A broker that runs.
    public init(cluster: UInt8, pod: ObjectKey, equipment: UInt32) {
        self.cluster = cluster
        self.pod = pod
        self.equipment = equipment
    }

    /// Its pod as work.
    public var work: WorkKey { WorkKey(cluster: cluster, object: pod) }

    /// Its pod is another one: nothing is known of the ends of its container.
    public mutating func move(to pod: UID) {
        uid = pod
        restarts = RestartBackoff()
    }

    /// Takes down what its process does.
    mutating func take(isRunning: Bool, isAnswering: Bool, at now: SimTime) {
        if self.isRunning, !isRunning { restarts.end(at: now) }
        if !self.isRunning, isRunning { startedAt = now }
        self.isRunning = isRunning
        guard isAnswering != self.isAnswering else { return }
        self.isAnswering = isAnswering
        since = now
    }
}

extension Substrate {
    /// The broker that a piece of equipment is; nil when there is none.
    func messageBroker(_ equipment: UInt32) -> MessageBroker? {
        estate.brokers.first { $0.equipment == equipment }
    }

    /// The broker in a pod; nil when it holds none.
    func messageBroker(in work: WorkKey) -> MessageBroker? {
        estate.brokers.first { $0.pod == work.object && $0.cluster == work.cluster }
    }
}
