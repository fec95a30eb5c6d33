/// What a member of a Galera cluster says of itself (`SHOW STATUS LIKE 'wsrep_%'`).
///
/// Source: codership/galera galera/src/replicator_smm_stats.cpp.
public struct GaleraMemberStatus: Hashable, Codable, Sendable {
    /// `wsrep_cluster_status`.
    public var clusterStatus = ClusterStatus.disconnected
    /// `wsrep_cluster_size`: members of its component.
    public var clusterSize = 0
    /// `wsrep_cluster_conf_id`: how often the primary component has changed; nil outside of one.
    public var configurationID: Int64?
    /// `wsrep_local_state` with its comment.
    public var localState = LocalState.initialized
    /// `wsrep_ready`: whether it takes queries.
    public var isReady = false
    /// `wsrep_connected`.
    public var isConnected = false
    /// `wsrep_evs_state`.
    public var evsState = EVSState.closed
    /// `wsrep_local_index`: its place among the members of its component; nil outside of a primary one.
    public var localIndex: Int?
    /// `wsrep_last_committed`.
    public var lastCommitted: Int64 = -1
    /// `wsrep_local_recv_queue`, write-sets.
    public var receiveQueue: Int64 = 0

    /// Of a member that has just started.
    public init() {}

    /// `wsrep_cluster_status`.
    public enum ClusterStatus: String, CaseIterable, Codable, Sendable {
        case primary = "Primary"
        case nonPrimary = "non-Primary"
        case disconnected = "Disconnected"
    }

    /// `wsrep_local_state_comment`.
    public enum LocalState: String, CaseIterable, Codable, Sendable {
        case initialized = "Initialized"
        case joining = "Joining"
        case receivingTransfer = "Joining: receiving State Transfer"
        case donor = "Donor/Desynced"
        case joined = "Joined"
        case synced = "Synced"

        /// `wsrep_local_state`.
        public var number: Int {
            switch self {
            case .initialized: 0
            case .joining, .receivingTransfer: 1
            case .donor: 2
            case .joined: 3
            case .synced: 4
            }
        }
    }

    /// `wsrep_evs_state`, the states of the group membership protocol.
    public enum EVSState: String, CaseIterable, Codable, Sendable {
        case closed = "CLOSED"
        case joining = "JOINING"
        case leaving = "LEAVING"
        case gather = "GATHER"
        case install = "INSTALL"
        case operational = "OPERATIONAL"
    }

    /// Whether the readiness probe of MOSK's chart passes, disks apart.
    ///
    /// Source: Mirantis/rockoon charts/infra/mariadb/templates/bin/_health.sh.tpl.
    public var passesReadiness: Bool {
        isReady && isConnected && clusterStatus == .primary && localState == .synced
    }
}
