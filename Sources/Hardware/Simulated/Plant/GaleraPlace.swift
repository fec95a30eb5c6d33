import HardwareInterfaces
public import Simulation

/// A Galera cluster in the world: where its members run.
public struct GaleraPlace: Sendable {
    /// The cluster of Kubernetes that it belongs to.
    public let cluster: UInt8
    /// What its members and their hosts do.
    public internal(set) var simulator: GaleraSimulator
    /// What members are called: their pods.
    public let names: [NameID]
    /// The host that the data of each member lies on; nil before it has one.
    public internal(set) var hosts: [UInt32?]
    /// The links that are cut: the number of the lower member times the count of members, plus the other.
    var cuts: Set<Int> = []
    /// The member that clients write to.
    var writer: Int?
    /// When the next event of it is due, and its number.
    var due = SimTime.never
    var epoch: UInt16 = 0
    /// How often members were started: each start draws its durations anew.
    var starts: Int64 = 0

    /// How many members a cluster has at most: equipment is numbered by it.
    public static let most = 64

    /// How much data a member has, in bytes: guess, a cloud of some hundred instances that is purged weekly.
    static let dataBytes: Int64 = 3_000_000_000

    /// A cluster whose members all run.
    public init(cluster: UInt8, names: [NameID], hosts: [UInt32?], durations: GaleraDurations) {
        precondition((1...Self.most).contains(names.count) && hosts.count == names.count)
        self.cluster = cluster
        self.names = names
        self.hosts = hosts
        simulator = GaleraSimulator(
            members: names.count, options: .mosk, durations: durations, isRunning: true)
        for member in names.indices { simulator.members[member].dataBytes = Self.dataBytes }
    }

    /// A member as a journal's subject.
    func subject(_ member: Int) -> Subject {
        Subject(
            kind: EquipmentKind.galeraMember.subjectKind, name: names[member], cluster: cluster)
    }
}
