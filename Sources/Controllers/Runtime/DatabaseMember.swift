public import Kubernetes
public import Simulation

/// A member of a database, as its container knows it: what its process does, and what its probe sees.
public struct DatabaseMember: Sendable {
    /// The cluster.
    public let cluster: UInt8
    /// Its pod.
    public let pod: ObjectKey
    /// The piece of equipment that it is.
    public let equipment: UInt32
    /// The pod that it was last seen to be.
    public var uid = UID.none
    /// Whether its process runs.
    public var isRunning = true
    /// Whether its readiness probe would pass.
    public var isReady = true
    /// Since when that is so.
    public var since = Estate.longAgo
    /// When its process last ended; before the run if never.
    public var endedAt = Estate.longAgo
    /// How often its process has ended without ten minutes between.
    public var ends = 0

    /// After how long without an end the next one counts as the first.
    /// Source: Kubernetes documentation, "Pod Lifecycle" (CrashLoopBackOff is reset after 10 min).
    static let forgiveness = SimDuration.minutes(10)

    /// A member that runs and is ready.
    public init(cluster: UInt8, pod: ObjectKey, equipment: UInt32) {
        self.cluster = cluster
        self.pod = pod
        self.equipment = equipment
    }

    /// Its pod as work.
    public var work: WorkKey { WorkKey(cluster: cluster, object: pod) }

    /// How long its container waits before it starts again: not at all at first, then 10 s, doubling, 300 s
    /// at most. Source: as above.
    var backoff: SimDuration {
        ends <= 1 ? .zero : min(.seconds(10 << Int64(min(ends - 2, 8))), .seconds(300))
    }

    /// Takes down what its process and its probe do.
    mutating func take(isRunning: Bool, isReady: Bool, at now: SimTime) {
        if self.isRunning, !isRunning {
            ends = now - endedAt > Self.forgiveness ? 1 : ends + 1
            endedAt = now
        }
        self.isRunning = isRunning
        guard isReady != self.isReady else { return }
        self.isReady = isReady
        since = now
    }
}

extension Substrate {
    /// The member that a piece of equipment is; nil when there is none.
    func databaseMember(_ equipment: UInt32) -> DatabaseMember? {
        estate.members.first { $0.equipment == equipment }
    }

    /// The member in a pod; nil when it is no pod of a database.
    public func databaseMember(_ pod: ObjectKey, cluster: UInt8) -> DatabaseMember? {
        databaseMember(in: WorkKey(cluster: cluster, object: pod))
    }

    /// The member in a pod; nil when it is no pod of a database.
    func databaseMember(in work: WorkKey) -> DatabaseMember? {
        estate.members.first { $0.pod == work.object && $0.cluster == work.cluster }
    }

    /// Marks the pods of databases on a silent node as not ready. Of other pods nobody asks that yet.
    /// Source: kubernetes pkg/controller/nodelifecycle/node_lifecycle_controller.go (MarkPodsNotReady).
    mutating func markDatabasesNotReady(on node: Node, cluster: UInt8) {
        for member in estate.members where member.cluster == cluster {
            guard
                var pod = getKnown(
                    Pod.self, member.pod, cluster: cluster,
                    because: "a cache would be told of every pod for this alone")?.object,
                pod.spec.nodeName == node.metadata.name, pod.status.isReady
            else { continue }
            pod.status.isReady = false
            updateStatus(pod, cluster: cluster, note: Write.Note(LCMEntry.podNotReady.kind))
        }
    }
}
