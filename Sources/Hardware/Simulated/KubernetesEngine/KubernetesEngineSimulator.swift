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
        for (index, member) in members.enumerated() { places[member.host] = index }
    }

    /// Whether there is a manager at all: the first one begins the engine.
    var hasManager: Bool { !managers.isEmpty }

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

    /// How the managers would be without the member on `host`, given which hosts run containers.
    func health(without host: UInt32, _ isUp: (UInt32) -> Bool) -> EngineHealth {
        var health = health(isUp)
        guard let place = places[host], members[place].isManager else { return health }
        health.managers -= 1
        if members[place].isServing, isUp(host) { health.reachable -= 1 }
        return health
    }

    /// The engine as a journal's subject.
    public var subject: Subject {
        Subject(kind: EquipmentKind.kubernetesEngine.subjectKind, name: nameID, cluster: cluster)
    }

    /// The place of the member on `host`, or nil.
    func place(host: UInt32) -> Int? { places[host] }

    /// How the managers are, given which hosts run containers.
    func health(_ isUp: (UInt32) -> Bool) -> EngineHealth {
        var health = EngineHealth(managers: 0, reachable: 0)
        for place in managers {
            health.managers += 1
            if members[place].isServing, isUp(members[place].host) { health.reachable += 1 }
        }
        return health
    }

    /// Looks at the quorum again; journals and answers its change, nil when nothing changed.
    mutating func reviewQuorum(_ isUp: (UInt32) -> Bool, _ kernel: inout Kernel) -> Bool? {
        let health = health(isUp)
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
        case .readHealth, .setAvailability:
            return kernel.duration(
                "mke.command", node: host?.name, occurrence: Kernel.occurrence("availability"))
        case .remove:
            return kernel.duration("mke.command", node: host?.name, occurrence: Kernel.occurrence("remove"))
        case .join(_, let isManager, let version):
            return kernel.duration(
                isManager ? "mke.join.manager" : "mke.join.worker", node: host?.name,
                hardwareClass: host?.hardwareClass, occurrence: Kernel.occurrence(version))
        case .upgrade(_, let version):
            let isManager = host.flatMap { place(host: $0.index) }.map { members[$0].isManager } ?? false
            return kernel.duration(
                isManager ? "mke.upgrade.manager" : "mke.upgrade.worker", node: host?.name,
                hardwareClass: host?.hardwareClass, occurrence: Kernel.occurrence(version))
        }
    }
}
