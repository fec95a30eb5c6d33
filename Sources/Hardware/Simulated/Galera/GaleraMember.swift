import HardwareInterfaces
public import Simulation

/// A member of a simulated Galera cluster: its process, what it holds of the protocols, its files and data.
public struct GaleraMember: Sendable {
    /// Its process.
    public internal(set) var process = GaleraProcessPhase.off
    /// Whether its process is held (SIGSTOP).
    public internal(set) var isHeld = false
    /// Its connection to its group.
    public internal(set) var connection = GaleraConnectionPhase.closed
    /// How many write-sets it took from clients and acknowledged.
    public internal(set) var acknowledged: Int64 = 0
    /// How big its data is, in bytes: a full transfer takes longer.
    public var dataBytes: Int64 = 0
    /// The time between two writes of its clients; nil without any.
    public internal(set) var writeInterval: SimDuration?

    /// When its process was last held, and when it last went on.
    var heldAt = SimTime.zero
    var releasedAt: SimTime?
    /// Peers that it will suspect at its next check: they said nothing while it was held itself.
    var stale: [GaleraNode] = []
    /// A stop that waits for a held process.
    var isStopPending = false
    var life: UInt32 = 0
    var identity: UInt64 = 0
    var evs = GaleraMemberStatus.EVSState.closed
    var group: GaleraGroup?
    /// Groups that it was in: what comes from them is no news, until it forgets them.
    var earlier: [(number: Int, until: SimTime)] = []
    /// When it found itself in a group of its own, nobody having heard it.
    var groupedAt: SimTime?
    var gathering: Int?
    var silent: [GaleraSilence] = []
    /// Peers that it has declared inactive: nothing that they say counts until there is a new group.
    var dropped: [GaleraNode] = []
    /// Members that it has lost in this life.
    var lost: [Int] = []
    var component: GaleraComponent?
    /// The last primary component that it knows of.
    var lastPrimary: GaleraComponent?
    var transfer: GaleraTransfer?
    /// The history and place in it that its provider knows; a seqno of -1 says that it does not.
    var history: Int?
    var seqno: Int64 = -1
    /// The place in `dataHistory` that its data really has.
    public internal(set) var position: Int64 = 0
    var dataHistory: Int?
    /// The first write-set in its cache; nil when it has none.
    var cachedFrom: Int64?
    /// What is left of the time between two writes.
    var writeCarry = SimDuration.zero
    var receiveQueue: Int64 = 0
    /// grastate.dat.
    var saved = GaleraSavedState(cluster: nil, seqno: -1, isSafeToBootstrap: true)
    /// gvwstate.dat: its identity and the last primary component.
    var savedView: (identity: UInt64, component: GaleraComponent)?
    /// What its held process has left to wait for.
    var frozen: [(left: SimDuration, kind: GaleraTimer.Kind)] = []
    var wasReady = false

    /// Whether its database answers queries.
    public var isServing: Bool { process == .running && !isHeld }

    /// Whether it takes part in a group's traffic.
    var isTalking: Bool { evs != .closed && !isHeld }

    /// Whether it has the data of its component and keeps up.
    var isAttached: Bool {
        switch connection {
        case .synced, .donor, .joined: component?.isPrimary ?? false
        default: false
        }
    }

    /// What a monitor reads, as the database would answer.
    var status: GaleraMemberStatus {
        var status = GaleraMemberStatus()
        status.evsState = evs
        status.isConnected = connection != .closed
        status.lastCommitted = seqno
        status.receiveQueue = receiveQueue
        guard let component else { return status }
        status.clusterSize = component.nodes.count
        guard component.isPrimary else {
            status.clusterStatus = .nonPrimary
            return status
        }
        status.clusterStatus = .primary
        status.configurationID = component.configurationID
        status.localIndex = component.nodes.firstIndex { $0.identity == identity }
        switch connection {
        case .closed, .open: status.localState = .initialized
        case .primary: status.localState = .joining
        case .joiner: status.localState = .receivingTransfer
        case .donor: status.localState = .donor
        case .joined: status.localState = .joined
        case .synced: status.localState = .synced
        }
        status.isReady = isAttached
        return status
    }

    mutating func shift(_ next: GaleraConnectionPhase) {
        guard next != connection else { return }
        GaleraConnectionPhase.table.check(connection, next)
        connection = next
    }

    mutating func shift(_ next: GaleraProcessPhase) {
        GaleraProcessPhase.table.check(process, next)
        process = next
    }
}
