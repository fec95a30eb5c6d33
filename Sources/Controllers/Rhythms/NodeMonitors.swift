import Simulation

/// The monitors of nodes with what they know: one for each cluster, and of each host its lease. Leases are
/// not written; this is what stands for them.
public struct NodeMonitors: Sendable {
    /// What a monitor can tell of a host's lease.
    public struct Lease: Sendable {
        /// When the kubelet fell silent; `.never` while it renews its lease.
        var silentSince = SimTime.never
        /// The entry that silenced it.
        var silentBy = EntryID.none
        /// When it last renewed its lease: known while it is silent, a lower bound while it talks.
        var renewed = Estate.longAgo
        /// Whether the monitor of its cluster has found it silent, and it has not renewed its lease since.
        var isFoundSilent = false

        /// Whether the kubelet does not renew it.
        var isSilent: Bool { silentSince != .never }
    }

    /// The monitor of each cluster.
    public package(set) var clusters: ContiguousArray<NodeMonitor> = []
    private var leases = ChunkedArray<Lease>()

    /// No cluster.
    init() {}

    /// The lease of a host, by its index; that of a host that has said nothing yet is long over.
    subscript(host: UInt32) -> Lease {
        get { Int(host) < leases.count ? leases[Int(host)] : Lease() }
        set {
            while leases.count <= Int(host) { leases.append(Lease()) }
            leases[Int(host)] = newValue
        }
    }
}
