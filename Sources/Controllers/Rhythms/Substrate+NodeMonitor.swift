import Kubernetes
public import Simulation

/// Which kubelets talk, and what the monitors of nodes make of it. Leases are not written: a node holds when
/// it was last good, and the round that finds it silent is computed.
extension Substrate {
    /// Sets up a monitor for each cluster.
    mutating func beginMonitors() {
        monitors.clusters = ContiguousArray(
            stores.indices.map { NodeMonitor(rounds: beats(.nodeMonitor, of: UInt32($0))) })
    }

    /// Takes down the nodes that are silent from the beginning.
    public mutating func noteSilentNodes() {
        for host in estate.nodes.indices
        where estate.nodes[host].name != .empty && !estate.nodes[host].isTalking {
            monitors[UInt32(host)].renewed = kernel.now
            noteSilence(UInt32(host))
        }
    }

    /// Takes down since when a kubelet is silent, or that it talks: then it renews its lease at once.
    ///
    /// One that comes up does so by itself; one whose network is back tries again after 7 s at most, and
    /// here at once. Source: kubernetes pkg/kubelet/apis/config/v1beta1/defaults.go, and the controller of
    /// leases in component-helpers.
    mutating func noteSilence(_ host: UInt32) {
        let lease = monitors[host]
        if estate.nodes[Int(host)].isTalking {
            guard lease.isSilent else { return }
            monitors[host] = NodeMonitors.Lease(renewed: kernel.now)
        } else if !lease.isSilent {
            let beat = beats(.kubeletLease, of: host).last(before: kernel.now)
            monitors[host].renewed = max(lease.renewed, beat)
            monitors[host].silentSince = kernel.now
            monitors[host].silentBy = kernel.journal.cause
            armMonitor(host)
        }
    }

    /// Lets the round be due that will find a silent node.
    private mutating func armMonitor(_ host: UInt32) {
        let (node, lease) = (estate.nodes[Int(host)], monitors[host])
        guard !ticks, node.name != .empty, node.cluster > 0, lease.isSilent, !lease.isFoundSilent,
            monitors.clusters[Int(node.cluster)].isUp
        else { return }
        let time = monitors.clusters[Int(node.cluster)].detection(renewal: lease.renewed)
        if monitors.clusters[Int(node.cluster)].looks[time] == nil {
            schedule(
                .nodeMonitor, of: UInt32(node.cluster), epoch: monitors.clusters[Int(node.cluster)].epoch,
                at: time)
        }
        monitors.clusters[Int(node.cluster)].looks[time, default: []].append(host)
    }

    /// A round of a monitor that may find something.
    public mutating func monitorRound(_ event: Event) {
        let cluster = Int(event.target)
        guard monitors.clusters[cluster].epoch == event.operand else { return }
        let hosts = monitors.clusters[cluster].looks.removeValue(forKey: event.time) ?? []
        for host in hosts.sorted() {
            let lease = monitors[host]
            guard lease.isSilent, Int(estate.nodes[Int(host)].cluster) == cluster,
                monitors.clusters[cluster].detection(renewal: lease.renewed) == event.time
            else { continue }
            find(host)
        }
    }

    /// The monitor finds a node silent: the controller is told. The cause is what silenced it.
    public mutating func find(_ host: UInt32) {
        guard !monitors[host].isFoundSilent else { return }
        monitors[host].isFoundSilent = true
        enqueue(.nodeLifecycle, nodeWork(host), cause: monitors[host].silentBy)
    }

    /// Starts and ends monitors as their process and their API server do. Answers the clusters whose monitor
    /// has started.
    public mutating func reviewMonitors() -> [UInt32] {
        guard areMonitorsChanged else { return [] }
        areMonitorsChanged = false
        let isUp = runtimes[Int(ControllerID.nodeLifecycle.rawValue)].isUp
        var started: [UInt32] = []
        for cluster in stores.indices.dropFirst()
        where monitors.clusters[cluster].isUp != (isUp && stores[cluster].isAvailable) {
            monitors.clusters[cluster].isUp.toggle()
            monitors.clusters[cluster].epoch += 1
            monitors.clusters[cluster].looks = [:]
            guard monitors.clusters[cluster].isUp else { continue }
            monitors.clusters[cluster].since = kernel.now
            monitors.clusters[cluster].rounds.anchor = kernel.now
            started.append(UInt32(cluster))
            for host in estate.nodes.indices where Int(estate.nodes[host].cluster) == cluster {
                monitors[UInt32(host)].isFoundSilent = false
                armMonitor(UInt32(host))
            }
        }
        return started
    }
}
