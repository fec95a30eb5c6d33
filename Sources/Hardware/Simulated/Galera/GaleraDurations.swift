public import Simulation

/// How long the parts of a Galera cluster's life take that no option sets. The names below `galera.` in the
/// table of timings say where each comes from.
public struct GaleraDurations: Hashable, Sendable {
    /// From the start of the process until it has connections to its peers.
    public var connect = SimDuration.milliseconds(400)
    /// How long the database takes to open once its data is there.
    public var open = SimDuration.milliseconds(100)
    /// From SIGTERM to the end of the process.
    public var stop = SimDuration.milliseconds(1200)
    /// From a leave message to the view without the member.
    public var leave = SimDuration.milliseconds(200)
    /// From the first suspicion to the view without the silent ones.
    public var exclusion = SimDuration.milliseconds(850)
    /// From the join message of a new member to the component with it.
    public var join = SimDuration.milliseconds(600)
    /// The same where two or more members take in one that they have lost before.
    public var rejoin = SimDuration.milliseconds(1700)
    /// From a group without the former life of a process until that is heard.
    public var newcomer = SimDuration.milliseconds(100)
    /// From the moment at which such a process begins anew until its peers have followed it.
    public var regather = SimDuration.milliseconds(3100)
    /// From the first foreign message to the component of groups that meet again.
    public var merge = SimDuration.milliseconds(2500)
    /// How long the request for a component of its own (`pc.bootstrap`) takes.
    public var bootstrap = SimDuration.milliseconds(300)
    /// From the component to the choice of a donor, for a new process.
    public var request = SimDuration.milliseconds(500)
    /// How long a donor is busy with write-sets alone.
    public var incrementalTransfer = SimDuration.milliseconds(500)
    /// The same for a joiner whose database is open, choice of the donor included.
    public var catchUp = SimDuration.milliseconds(150)
    /// How long a donor is busy with a full transfer of an empty database.
    public var fullTransfer = SimDuration.milliseconds(2000)
    /// What 10^9 bytes of data add to that.
    public var fullTransferGigabyte = SimDuration.seconds(10)
    /// From the end of the donor's part until the joiner's database is open.
    public var load = SimDuration.milliseconds(1000)
    /// How long a member takes to apply a write-set.
    public var apply = SimDuration.milliseconds(1)
    /// How long the reading of a stopped member's position takes.
    public var readPosition = SimDuration.milliseconds(200)

    /// How long it takes until a link that is whole again carries messages.
    public var reconnect = SimDuration.milliseconds(500)

    /// Medians as measured.
    public init() {}

    /// One of them.
    public typealias Field = any WritableKeyPath<GaleraDurations, SimDuration> & Sendable

    /// The fields by the names of their timings, in order.
    public static let names: [(name: String, field: Field)] = [
        ("galera.connect", \.connect), ("galera.open", \.open), ("galera.stop", \.stop),
        ("galera.leave", \.leave), ("galera.exclusion", \.exclusion), ("galera.join", \.join),
        ("galera.rejoin", \.rejoin), ("galera.newcomer", \.newcomer), ("galera.regather", \.regather),
        ("galera.merge", \.merge), ("galera.bootstrap", \.bootstrap), ("galera.request", \.request),
        ("galera.transfer.incremental", \.incrementalTransfer), ("galera.transfer.catch-up", \.catchUp),
        ("galera.transfer.full", \.fullTransfer),
        ("galera.transfer.full.gigabyte", \.fullTransferGigabyte), ("galera.load", \.load),
        ("galera.apply", \.apply), ("galera.position", \.readPosition), ("galera.reconnect", \.reconnect),
    ]

    /// Those of one occurrence in a world.
    public init(_ kernel: Kernel, node: String?, occurrence: UInt64) {
        for (name, field) in Self.names {
            self[keyPath: field] = kernel.duration(name, node: node, occurrence: occurrence)
        }
    }
}
