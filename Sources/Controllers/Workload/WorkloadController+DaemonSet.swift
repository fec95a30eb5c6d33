public import Kubernetes
import Simulation

extension WorkloadController {
    /// One pod on each node that it may run on; pods of an old template go as the strategy says.
    ///
    /// The nodes are looked at only after something has come or gone, or while it rolls; what its status says
    /// is counted as pods change, since a set may have thousands of them.
    ///
    /// Source: kubernetes pkg/controller/daemon (daemon_controller.go, update.go).
    func daemonSet(
        _ work: WorkKey, _ memory: inout WorkloadMemory, _ substrate: inout Substrate
    ) -> ReconcileResult {
        guard let set = substrate.box(DaemonSet.self, work), !set.object.metadata.isDeleting else {
            return .settled
        }
        let uid = set.object.metadata.uid
        let hash = memory.revisions.revision(of: set.identity, set.object.spec.template)
        let revision = substrate.label(uid, revision: hash, own: hash)
        // Taken out, so that nothing else holds what is changed.
        var pods = DaemonPods()
        memory.exchange(&pods, of: uid)
        let present = pods.share(revision)
        var blocker: Pod?
        if !pods.isSettled {
            place(set, &pods, revision, work, &substrate)
            pods.removeTouched { _ in true }
        } else {
            // What was to be done may come to nothing: then it is looked at again.
            if !pods.touched.isEmpty {
                let plan = pods.plan(for: set, revision)
                pods.removeTouched { !place(set, on: $0, plan, work, &substrate) }
            }
        }
        let old = pods.all.live - present.live
        if set.object.spec.updateStrategy.type == .rollingUpdate, old > 0 {
            let oldReady = pods.all.ready - present.ready
            let most = set.object.spec.updateStrategy.daemonUnavailable(pods.desired)
            let spare = max(most - (pods.desired - pods.all.ready), 0)
            if spare > 0 || old > oldReady {
                roll(set, Int(spare), unready: Int(old - oldReady), revision, work, &substrate)
            } else {
                blocker =
                    substrate.first(Pod.self, by: IndexKey(owner: uid), cluster: work.cluster) {
                        !$0.object.status.isReady
                    }?.object
            }
        }
        var status = set.object.status
        status.count(pods, updated: present.live, generation: set.object.metadata.generation)
        memory.exchange(&pods, of: uid)
        if status != set.object.status {
            substrate.updateStatus(status, of: set, cluster: work.cluster)
        }
        if let blocker {
            let holder = substrate.key(blocker).subject(cluster: work.cluster)
            return .blocked(on: holder, rule: WaitRule(.maxUnavailable), retry: nil)
        }
        return .settled
    }

    /// Makes the pods that nodes lack, and drops those that they should not have.
    private func place(
        _ set: Stored<DaemonSetSpec>, _ pods: inout DaemonPods, _ revision: String, _ work: WorkKey,
        _ substrate: inout Substrate
    ) {
        let there = substrate.boxes(
            Pod.self, by: IndexKey(owner: set.object.metadata.uid), cluster: work.cluster)
        let plan = pods.plan(for: set, revision)
        var hosts: [Stored<NodeSpec>] = []
        substrate.forEachKnown(Node.self, cluster: work.cluster, because: "labels of nodes hardly change") {
            if plan.placement.admits($0) { hosts.append($0) }
        }
        pods.desired = Int64(hosts.count)
        pods.misscheduled = 0
        var isQuiet = true
        for pod in there where drop(pod, ended: true, work, &substrate) { isQuiet = false }
        // Pods were mostly made in the order of their nodes; only where they were not, sets are needed.
        let isInOrder =
            there.count == hosts.count
            && zip(there, hosts).allSatisfy { $0.object.spec.nodeName == $1.object.metadata.name }
        if !isInOrder {
            let taken = Set(there.map(\.object.spec.nodeName))
            let wanted = Set(hosts.map(\.object.metadata.name))
            for host in hosts where !taken.contains(host.object.metadata.name) {
                make(set, plan.maker, on: host, work, &substrate)
                isQuiet = false
            }
            for pod in there where !wanted.contains(pod.object.spec.nodeName) {
                pods.misscheduled += 1
                isQuiet = false
                // Pods of a node that is gone are the pod garbage collector's.
                let node = substrate.key(Node.self, pod.object.spec.nodeName)
                guard substrate.box(Node.self, node, cluster: work.cluster) != nil else { continue }
                _ = drop(pod, ended: false, work, &substrate)
            }
        }
        pods.isSettled = isQuiet
    }

    /// The same on one node, on which a pod has come or gone; whether there was anything to do.
    private func place(
        _ set: Stored<DaemonSetSpec>, on name: String, _ plan: DaemonPods.Plan, _ work: WorkKey,
        _ substrate: inout Substrate
    ) -> Bool {
        let key = substrate.key(Node.self, name)
        guard let node = substrate.box(Node.self, key, cluster: work.cluster) else { return false }
        var there: [Stored<PodSpec>] = []
        let uid = set.object.metadata.uid
        substrate.forEach(Pod.self, by: IndexKey("node", name), cluster: work.cluster) { pod in
            if pod.object.metadata.ownerReferences.contains(where: { $0.uid == uid }) { there.append(pod) }
            return true
        }
        let isWanted = plan.placement.admits(node)
        var acts = false
        for pod in there where drop(pod, ended: true, work, &substrate) { acts = true }
        if isWanted, there.isEmpty {
            make(set, plan.maker, on: node, work, &substrate)
            acts = true
        } else if !isWanted {
            for pod in there where drop(pod, ended: false, work, &substrate) { acts = true }
        }
        return acts
    }

    private func make(
        _ set: Stored<DaemonSetSpec>, _ maker: PodMaker, on node: Stored<NodeSpec>, _ work: WorkKey,
        _ substrate: inout Substrate
    ) {
        let suffix = substrate.suffix(node.object.metadata.uid, 0, cluster: work.cluster)
        let pod = maker.make("\(set.object.metadata.name)-\(suffix)", on: node.object.metadata.name)
        substrate.create(pod, cluster: work.cluster)
    }

    /// Drops a pod, if it has ended or, as wanted, has not; false for one that is on its way out already.
    private func drop(
        _ pod: Stored<PodSpec>, ended: Bool, _ work: WorkKey, _ substrate: inout Substrate
    ) -> Bool {
        guard !pod.object.metadata.isDeleting, pod.object.status.phase.isOver == ended else { return false }
        if ended {
            substrate.delete(pod.object, cluster: work.cluster)
        } else {
            substrate.stop(pod.object, cluster: work.cluster)
        }
        return true
    }

    /// Drops old pods: those that are not ready, of which there are `unready`, and as many others as may be
    /// missing. Old pods come before new ones, so that mostly a few are looked at.
    private func roll(
        _ set: Stored<DaemonSetSpec>, _ spare: Int, unready: Int, _ revision: String, _ work: WorkKey,
        _ substrate: inout Substrate
    ) {
        var (left, unready) = (spare, unready)
        var dropped: [Stored<PodSpec>] = []
        let key = IndexKey(owner: set.object.metadata.uid)
        substrate.forEach(Pod.self, by: key, cluster: work.cluster) { pod in
            if !pod.object.metadata.isDeleting, !pod.object.status.phase.isOver,
                (pod.object.metadata.labels[RevisionLabel.set] ?? "") != revision
            {
                if !pod.object.status.isReady {
                    unready -= 1
                    dropped.append(pod)
                } else if left > 0 {
                    left -= 1
                    dropped.append(pod)
                }
            }
            return left > 0 || unready > 0
        }
        for pod in dropped { substrate.stop(pod.object, cluster: work.cluster) }
    }
}

extension WorkloadStatus {
    /// Says what there is of the pods of a DaemonSet.
    fileprivate mutating func count(_ pods: DaemonPods, updated: Int64, generation: Int64) {
        desiredNumberScheduled = pods.desired
        currentNumberScheduled = max(pods.total - pods.misscheduled, 0)
        numberMisscheduled = pods.misscheduled
        numberReady = pods.all.ready
        numberAvailable = pods.all.ready
        numberUnavailable = max(pods.desired - pods.all.ready, 0)
        updatedNumberScheduled = updated
        observedGeneration = generation
    }
}

extension DaemonSet {
    /// The status of a DaemonSet with a ready pod of its present template on each of `count` nodes.
    public func settledStatus(_ count: Int) -> WorkloadStatus {
        var pods = DaemonPods()
        pods.desired = Int64(count)
        pods.countReady(count)
        var status = status
        status.count(pods, updated: Int64(count), generation: max(metadata.generation, 1))
        return status
    }
}
