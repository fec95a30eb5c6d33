import Simulation

/// One life of a member in its group.
struct GaleraNode: Hashable, Sendable {
    /// Its place in the cluster.
    var member: Int
    /// The identity that it has in its group: kept over a crash in gvwstate.dat, else new.
    var identity: UInt64
    /// Which life of its process this is: messages of a dead one do not come from its successor.
    var life: UInt32
}

/// What the membership protocol (EVS) has agreed on: who is in the group.
struct GaleraGroup: Hashable, Sendable {
    /// Its number; a later one is greater.
    var number: Int
    /// In the order of their identities, from which `wsrep_local_index` follows.
    var nodes: [GaleraNode]

    /// Whether `node` is in it.
    func contains(_ node: GaleraNode) -> Bool { nodes.contains(node) }
}

/// What the primary component protocol (PC) makes of a group.
struct GaleraComponent: Hashable, Sendable {
    /// Its number; a later one is greater.
    var number: Int
    /// Whether it has quorum.
    var isPrimary: Bool
    /// In the order of their identities.
    var nodes: [GaleraNode]
    /// `wsrep_cluster_conf_id`.
    var configurationID: Int64
}

/// The members that try to agree on a group.
struct GaleraGathering: Hashable, Sendable {
    /// Its number.
    var number: Int
    /// Counts the changes of its due time.
    var revision = 0
    /// Who takes part.
    var members: [Int]
    /// Who has said good-bye.
    var left: [GaleraNode] = []
    /// From the agreement on the group until the component is known.
    var exchange: SimDuration
}

/// A process that was back while its former life still counted as a member, and those that kept it out.
///
/// Its peers drop what it says until they have a group without that life. Then they hear it, and with it of
/// the life that is over: none of them has given that up in the new group, so no agreement comes about until
/// its time is up once more, or the timer of an installation runs out.
struct GaleraObstruction: Hashable, Sendable {
    var number: Int
    /// The group without the former life.
    var group: Int
    /// Who is in it.
    var side: [Int]
    /// The process that is back.
    var newcomer: GaleraNode
    /// When it had a group of its own.
    var groupedAt: SimTime
    /// When its peers began to part from its former life: they told it of that.
    var toldAt: SimTime

    /// All that are concerned.
    var all: [Int] { side + [newcomer.member] }
}

/// A peer that is not heard, from when on.
struct GaleraSilence: Hashable, Sendable {
    var node: GaleraNode
    var since: SimTime
}

/// Where a joiner is on its way to the data.
struct GaleraTransfer: Hashable, Sendable {
    /// The steps.
    enum Step: Hashable, Sendable { case requested, donating, loading, applying }

    var step = Step.requested
    var donor: Int?
    var isFull = false
}

/// A line of write-sets with one cluster's identity.
struct GaleraHistory: Hashable, Sendable {
    /// The number of the last write-set that was acknowledged.
    var committed: Int64
}

/// Something that is due.
struct GaleraTimer: Hashable, Sendable {
    /// What may be due.
    enum Kind: Hashable, Sendable {
        case connected(Int, isNewCluster: Bool)
        case announceEnds(Int)
        case primaryWaitEnds(Int)
        case opened(Int)
        case ended(Int)
        case transferStep(Int)
        case silence(Int)
        case install(gathering: Int, revision: Int)
        case decide(group: Int, isForced: Bool)
        case newcomerSpeaks(Int)
        case obstructionEnds(Int)
        case linkCarries(Int, Int)
        case linkGivenUp(Int, Int)

        /// The member whose process does it; nil where several do.
        var member: Int? {
            switch self {
            case .connected(let member, _), .announceEnds(let member), .primaryWaitEnds(let member),
                .opened(let member), .ended(let member), .transferStep(let member), .silence(let member):
                member
            case .install, .decide, .newcomerSpeaks, .obstructionEnds, .linkCarries, .linkGivenUp: nil
            }
        }
    }

    var at: SimTime
    /// In the order in which they were set, for equal times.
    var number: UInt64
    var kind: Kind
}
