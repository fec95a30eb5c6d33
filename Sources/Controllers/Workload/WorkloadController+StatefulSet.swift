public import Kubernetes
import Simulation

extension WorkloadController {
    /// One pod for each ordinal, never two: a pod is made when its predecessor's object is gone.
    ///
    /// OrderedReady makes them one after the other and drops them from the highest on; Parallel all at once.
    /// Pods of an old template go from the highest ordinal down to the partition, one after the other, each
    /// when all others are ready.
    ///
    /// Source: kubernetes pkg/controller/statefulset/stateful_set_control.go (updateStatefulSet).
    func statefulSet(
        _ work: WorkKey, _ memory: inout WorkloadMemory, _ substrate: inout Substrate
    ) -> ReconcileResult {
        guard let set = substrate.get(StatefulSet.self, work), !set.metadata.isDeleting else {
            return .settled
        }
        let revisions = keepRevisions(
            of: set,
            memory.revisions.revision(of: (set.metadata.uid, set.metadata.generation), set.spec.template),
            work, &substrate)
        let pods = OrdinalPods(of: set, work.cluster, &substrate)
        let blocker =
            make(set, pods, revisions, work, &substrate)
            ?? drop(set, pods, work, &substrate)
            ?? roll(set, pods, revisions, work, &substrate)
        let status = set.status(of: pods, revisions)
        if status != set.status {
            var set = set
            set.status = status
            substrate.updateStatus(set, cluster: work.cluster)
        }
        guard case .waiting(let pod, let form)? = blocker else { return .settled }
        let holder = substrate.key(pod).subject(cluster: work.cluster)
        return .blocked(on: holder, rule: WaitRule(form), retry: nil)
    }

    /// What keeps a set from going on now.
    private enum Pause {
        /// A pod, by a rule of this form.
        case waiting(Pod, WaitRule.Form)
        /// What it has just done is to be seen first.
        case acting
    }

    /// Makes the pods that are missing. A wait for a pod holds up what comes after only in order.
    private func make(
        _ set: StatefulSet, _ pods: OrdinalPods, _ revisions: SetRevisions, _ work: WorkKey,
        _ substrate: inout Substrate
    ) -> Pause? {
        let isOrdered = set.spec.podManagementPolicy == .orderedReady
        var pause: Pause?
        for ordinal in 0..<Int(max(set.spec.replicas, 0)) {
            if let pod = pods[ordinal] {
                if pod.isFinished, !pod.metadata.isDeleting {
                    substrate.delete(pod, cluster: work.cluster)
                    pause = .acting
                    if isOrdered { return pause }
                } else if isOrdered, !pod.isHealthy {
                    return .waiting(pod, .orderedReady)
                }
                continue
            }
            let isOld = ordinal < set.spec.oldPods(set.status) && revisions.current != revisions.update
            let template = isOld ? revisions.template : nil
            let (pod, claims) = Self.wantedPod(
                ordinal, of: set, template ?? set.spec.template,
                revision: template == nil ? revisions.label : revisions.current)
            for claim in claims {
                let claimKey = substrate.key(
                    PersistentVolumeClaim.self, claim.metadata.name, namespace: set.metadata.namespace)
                if substrate.get(PersistentVolumeClaim.self, claimKey, cluster: work.cluster) == nil {
                    substrate.create(claim, cluster: work.cluster)
                }
            }
            substrate.create(pod, cluster: work.cluster)
            pause = .acting
            if isOrdered { return pause }
        }
        return pause
    }

    /// Drops pods beyond the replicas, from the highest on; in order, each when all below are ready.
    private func drop(
        _ set: StatefulSet, _ pods: OrdinalPods, _ work: WorkKey, _ substrate: inout Substrate
    ) -> Pause? {
        let isOrdered = set.spec.podManagementPolicy == .orderedReady
        for ordinal in pods.ordinals.reversed() where ordinal >= Int(set.spec.replicas) {
            guard let pod = pods[ordinal] else { continue }
            if !pod.metadata.isDeleting { substrate.stop(pod, cluster: work.cluster) }
            if isOrdered {
                return pod.metadata.isDeleting ? .waiting(pod, .orderedLeaving) : .acting
            }
        }
        return nil
    }

    /// Drops the highest pod that is of an old template, when all above are healthy.
    private func roll(
        _ set: StatefulSet, _ pods: OrdinalPods, _ revisions: SetRevisions, _ work: WorkKey,
        _ substrate: inout Substrate
    ) -> Pause? {
        guard set.spec.updateStrategy.type == .rollingUpdate else { return nil }
        let partition = Int(set.spec.updateStrategy.rollingUpdate?.partition ?? 0)
        for ordinal in stride(from: Int(set.spec.replicas) - 1, through: partition, by: -1) {
            guard let pod = pods[ordinal] else { return .acting }
            let isPresent = revisions.isPresent(pod)
            if !isPresent, !pod.metadata.isDeleting {
                substrate.stop(pod, cluster: work.cluster)
                return .acting
            }
            if !pod.isHealthy {
                return isPresent && revisions.current == revisions.update
                    ? nil : .waiting(pod, .rollingUpdate)
            }
        }
        return nil
    }

    /// A pod of a StatefulSet with the claims of its volumes, which outlive it.
    public static func wantedPod(
        _ ordinal: Int, of set: StatefulSet, _ template: PodTemplate, revision: String
    ) -> (pod: Pod, claims: [PersistentVolumeClaim]) {
        let name = "\(set.metadata.name)-\(ordinal)"
        var pod = PodMaker(of: set, template, label: (RevisionLabel.set, revision)).make(name)
        // Source: Kubernetes documentation, "StatefulSets" (Pod name label, Pod index label).
        pod.metadata.labels[Label.podName] = name
        pod.metadata.labels["apps.kubernetes.io/pod-index"] = "\(ordinal)"
        var claims: [PersistentVolumeClaim] = []
        for template in set.spec.volumeClaimTemplates {
            let claim = "\(template.metadata.name)-\(name)"
            pod.spec.volumes.append(PodVolume(name: template.metadata.name, claim: claim))
            claims.append(
                PersistentVolumeClaim(metadata: ObjectMeta(name: claim, namespace: set.metadata.namespace)))
        }
        return (pod, claims)
    }
}

extension StatefulSetSpec {
    /// The lowest ordinals, so many, whose pods are still of the former template.
    fileprivate func oldPods(_ status: WorkloadStatus) -> Int {
        let partition = updateStrategy.rollingUpdate?.partition ?? 0
        return Int(partition > 0 ? partition : updateStrategy.type == .onDelete ? 0 : status.currentReplicas)
    }
}

extension Pod {
    /// Whether it is ready and stays.
    fileprivate var isHealthy: Bool { status.isReady && !metadata.isDeleting }
}

/// The pods of a StatefulSet by ordinal.
private struct OrdinalPods {
    private var pods: [Int: Pod] = [:]
    /// The ordinals that have a pod, ascending.
    private(set) var ordinals: [Int] = []

    /// The pods that a cache has of a set. They are found by name too: one that nobody owns, or somebody
    /// else, is in the way all the same.
    init(of set: StatefulSet, _ cluster: UInt8, _ substrate: inout Substrate) {
        let prefix = set.metadata.name + "-"
        for pod in substrate.list(Pod.self, by: IndexKey(owner: set.metadata.uid), cluster: cluster)
        where pod.metadata.name.hasPrefix(prefix) {
            guard let ordinal = Int(pod.metadata.name.dropFirst(prefix.count)) else { continue }
            pods[ordinal] = pod
            ordinals.append(ordinal)
        }
        for ordinal in 0..<Int(max(set.spec.replicas, 0)) where pods[ordinal] == nil {
            let key = substrate.key(Pod.self, prefix + "\(ordinal)", namespace: set.metadata.namespace)
            guard let pod = substrate.get(Pod.self, key, cluster: cluster) else { continue }
            pods[ordinal] = pod
            ordinals.append(ordinal)
        }
        ordinals.sort()
    }

    /// The pod of an ordinal.
    subscript(ordinal: Int) -> Pod? { pods[ordinal] }
}

extension StatefulSet {
    /// What its status says of its pods.
    fileprivate func status(
        of pods: OrdinalPods, _ revisions: SetRevisions
    ) -> WorkloadStatus {
        var status = status
        (status.replicas, status.readyReplicas, status.updatedReplicas, status.currentReplicas) = (0, 0, 0, 0)
        for ordinal in 0..<Int(max(spec.replicas, 0)) {
            guard let pod = pods[ordinal] else { continue }
            status.replicas += 1
            if pod.status.isReady, !pod.metadata.isDeleting { status.readyReplicas += 1 }
            if pod.metadata.isDeleting { continue }
            if revisions.isPresent(pod) {
                status.updatedReplicas += 1
            } else {
                status.currentReplicas += 1
            }
        }
        status.availableReplicas = status.readyReplicas
        status.updateRevision = revisions.update
        let isRolled =
            status.updatedReplicas == status.replicas && status.readyReplicas == status.replicas
            && status.replicas == spec.replicas
        status.currentRevision = isRolled ? revisions.update : revisions.current
        if status.currentRevision == revisions.update { status.currentReplicas = status.updatedReplicas }
        status.observedGeneration = metadata.generation
        return status
    }

    /// The status of a StatefulSet all of whose pods are ready and of its present template.
    public func settledStatus() -> WorkloadStatus {
        var status = status
        status.replicas = spec.replicas
        status.readyReplicas = spec.replicas
        status.availableReplicas = spec.replicas
        status.updatedReplicas = spec.replicas
        status.currentReplicas = spec.replicas
        status.updateRevision = "\(metadata.name)-\(spec.template.revision)"
        status.currentRevision = status.updateRevision
        status.observedGeneration = max(metadata.generation, 1)
        return status
    }
}
