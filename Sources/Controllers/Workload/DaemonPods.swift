import Kubernetes

/// The pods of a DaemonSet as a cache sees them, counted.
struct DaemonPods: Sendable {
    /// Pods with one label of revision.
    struct Share: Sendable {
        /// Those that are not on their way out.
        var live: Int64 = 0
        /// Those of them that are ready.
        var ready: Int64 = 0
    }

    /// All pods.
    var total: Int64 = 0
    /// By what their label of revision says.
    private var shares: [String: Share] = [:]
    /// All that are not on their way out.
    private(set) var all = Share()
    /// How many nodes should have one, when its nodes were last looked at.
    var desired: Int64 = 0
    /// How many nodes had one that should have none.
    var misscheduled: Int64 = 0
    /// Whether nothing was to be done when all of them were, and no node has come, gone or changed since.
    var isSettled = false
    /// The nodes on which a pod has come or gone since: these alone are to be looked at.
    var touched: [String] = []

    /// Those of one label.
    func share(_ label: String) -> Share { shares[label] ?? Share() }

    /// Counts a version of a pod in (1) or out (-1).
    mutating func count(_ pod: Pod, by step: Int64) {
        total += step
        guard !pod.metadata.isDeleting, !pod.isFinished else { return }
        let label = pod.metadata.labels[RevisionLabel.set] ?? ""
        let ready = pod.status.isReady ? step : 0
        all.live += step
        all.ready += ready
        shares[label, default: Share()].live += step
        shares[label, default: Share()].ready += ready
    }
}
