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
    /// The pod whose container holds its process, or held it last.
    public var uid = UID.none
    /// Whether its process runs.
    public var isRunning = true
    /// Whether its readiness probe would pass.
    public var isReady = true
    /// Since when that is so.
    public var since = Estate.longAgo
    /// Whether its liveness probe would pass.
    public var isAlive = true
    /// Since when that is so.
    public var aliveSince = Estate.longAgo
    /// How its container ends, with its process or without one, and begins again.
    public private(set) var restarts = RestartBackoff()
    /// The failure of the liveness probe for which its container was last told to end.
    var condemnedAt = Estate.longAgo

    /// A member that runs and is ready.
    public init(cluster: UInt8, pod: ObjectKey, equipment: UInt32) {
        self.cluster = cluster
        self.pod = pod
        self.equipment = equipment
    }

    /// Its pod as work.
    public var work: WorkKey { WorkKey(cluster: cluster, object: pod) }

    /// Its container ends, and begins again after its back-off.
    mutating func endContainer(at now: SimTime) { restarts.end(at: now) }

    /// Takes down what its process and its probes do.
    mutating func take(isRunning: Bool, isReady: Bool, isAlive: Bool, at now: SimTime) {
        if self.isRunning, !isRunning { endContainer(at: now) }
        self.isRunning = isRunning
        if isReady != self.isReady {
            self.isReady = isReady
            since = now
        }
        if isAlive != self.isAlive {
            self.isAlive = isAlive
            aliveSince = now
        }
    }
}

extension Substrate {
    /// The member that a piece of equipment is; nil when there is none.
    func databaseMember(_ equipment: UInt32) -> DatabaseMember? {
        estate.members.first { $0.equipment == equipment }
    }

    /// Ends the container of a member whose process does not run: its start script begins anew.
    mutating func endScript(of equipment: UInt32) {
        guard let index = estate.members.firstIndex(where: { $0.equipment == equipment }) else { return }
        estate.members[index].endContainer(at: kernel.now)
    }

    /// Whether the container of a member is to end for a failure of its liveness probe for which it was not
    /// told to yet.
    mutating func condemn(_ equipment: UInt32, for failure: SimTime) -> Bool {
        guard let index = estate.members.firstIndex(where: { $0.equipment == equipment }),
            estate.members[index].condemnedAt != failure
        else { return false }
        estate.members[index].condemnedAt = failure
        return true
    }

    /// The member in a pod; nil when it is no pod of a database.
    public func databaseMember(_ pod: ObjectKey, cluster: UInt8) -> DatabaseMember? {
        databaseMember(in: WorkKey(cluster: cluster, object: pod))
    }

    /// The member in a pod; nil when it is no pod of a database.
    func databaseMember(in work: WorkKey) -> DatabaseMember? {
        estate.members.first { $0.pod == work.object && $0.cluster == work.cluster }
    }
}
