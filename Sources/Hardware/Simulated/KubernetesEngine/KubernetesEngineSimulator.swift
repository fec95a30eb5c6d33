import HardwareInterfaces
public import Simulation

/// A simulated Kubernetes engine (MKE): managers with a Raft and an etcd quorum, workers, upgrades.
///
/// Swarm's Raft, etcd and RethinkDB run on the same managers, so one count of reachable managers stands for
/// the three quorums. Source: MKE documentation, "Manager nodes".
public struct KubernetesEngineSimulator: Sendable {
    /// The cluster.
    public let cluster: UInt8
    /// The name under which the journal speaks of it.
    public let nameID: NameID
    /// Its nodes.
    public var members: [EngineMember]
    /// Whether a majority of managers answered when last looked.
    public private(set) var hasQuorum: Bool
    /// The hosts of the managers that reach each other, as last looked.
    var quorumSide: [UInt32]
    /// How long its etcd takes to have a write on disk, as last looked.
    var etcdSync = EtcdSync.sound
    private var places: [UInt32: Int] = [:]
    /// The places of the managers.
    private var managers: [Int]

    /// An engine over `members`.
    public init(cluster: UInt8, nameID: NameID, members: [EngineMember]) {
        self.cluster = cluster
        self.nameID = nameID
        self.members = members
        managers = members.indices.filter { members[$0].isManager }
        hasQuorum = !managers.isEmpty
        quorumSide = managers.map { members[$0].host }
        for (index, member) in members.enumerated() { places[member.host] = index }
    }

    /// Whether there is a manager at all: the first one begins the engine.
    var hasManager: Bool { !managers.isEmpty }

    /// The hosts of the managers, in the order in which they joined.
    public var managerHosts: [UInt32] { managers.map { members[$0].host } }

    /// Whether the member on `host` is a manager whose components run.
    func isServing(host: UInt32) -> Bool {
        places[host].map { members[$0].isManager && members[$0].isServing } ?? false
    }

    /// A node has joined.
    mutating func add(_ member: EngineMember) {
        places[member.host] = members.count
        if member.isManager { managers.append(members.count) }
        members.append(member)
    }

    /// The node on `host` has left.
    mutating func remove(host: UInt32) {
        guard let place = places.removeValue(forKey: host) else { return }
        members.remove(at: place)
        managers = members.indices.filter { members[$0].isManager }
        for index in members.indices.dropFirst(place) { places[members[index].host] = index }
    }

    /// The engine as a journal's subject.
    public var subject: Subject {
        Subject(kind: EquipmentKind.kubernetesEngine.subjectKind, name: nameID, cluster: cluster)
    }

    /// The place of the member on `host`, or nil.
    func place(host: UInt32) -> Int? { places[host] }

    /// The hosts of the managers that a leader reaches, the most that any can, in the order in which they
    /// joined: with a majority of them the engine goes on. `isUp` says on which hosts managers run and are in
    /// the network, `isJoined`, nil while the network is whole, which of them reach each other.
    func quorumSide(_ isUp: (UInt32) -> Bool, _ isJoined: ((UInt32, UInt32) -> Bool)?) -> [UInt32] {
        let up = managers.filter { members[$0].isServing && isUp(members[$0].host) }
            .map { members[$0].host }
        guard let isJoined else { return up }
        var best: [UInt32] = []
        for leader in up {
            let followers = up.filter { leader == $0 || isJoined(leader, $0) }
            if followers.count > best.count { best = followers }
        }
        return best
    }

    /// The quorum side when it has a majority, which is where the API server answers; nil when none has.
    var core: [UInt32]? { quorumSide.count > managers.count / 2 ? quorumSide : nil }

    /// Takes over how the managers are; journals and answers a change of the quorum, nil when nothing
    /// changed.
    mutating func reviewQuorum(_ health: EngineHealth, _ kernel: inout Kernel) -> Bool? {
        guard health.hasQuorum != hasQuorum else { return nil }
        hasQuorum = health.hasQuorum
        let word = hasQuorum ? EquipmentEntry.quorumRegained : .quorumLost
        kernel.recordAsCause(word.kind, subject, value: Int64(health.reachable))
        return hasQuorum
    }

    /// How long a command takes before it has its effect.
    func duration(of command: KubernetesEngineCommand, host: HostSimulator?, _ kernel: Kernel) -> SimDuration
    {
        switch command {
        case .readHealth, .readVersion, .listNodes, .setAvailability:
            return kernel.duration(
                "mke.command", node: host?.name, occurrence: Kernel.occurrence("availability"))
        case .remove:
            return kernel.duration("mke.command", node: host?.name, occurrence: Kernel.occurrence("remove"))
        case .join(_, let isManager, let version):
            return kernel.duration(
                isManager ? "mke.join.manager" : "mke.join.worker", node: host?.name,
                hardwareClass: host?.hardwareClass, occurrence: Kernel.occurrence(version))
                * (host?.diskSlowness ?? 1)
        case .upgrade(_, let version):
            let isManager = host.flatMap { place(host: $0.index) }.map { members[$0].isManager } ?? false
            return kernel.duration(
                isManager ? "mke.upgrade.manager" : "mke.upgrade.worker", node: host?.name,
                hardwareClass: host?.hardwareClass, occurrence: Kernel.occurrence(version))
                * (host?.diskSlowness ?? 1)
        }
    }
}
