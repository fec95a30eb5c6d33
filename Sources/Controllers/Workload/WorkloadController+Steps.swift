public import Kubernetes
import Simulation

extension WorkloadController {
    /// As many pods as replicas; those that are being deleted don't count.
    func deployment(_ work: WorkKey, _ substrate: inout Substrate) -> ReconcileResult {
        guard let deployment = substrate.get(Deployment.self, work), !deployment.metadata.isDeleting else {
            return .settled
        }
        let pods = substrate.list(
            Pod.self, by: IndexKey(owner: deployment.metadata.uid), cluster: work.cluster
        ).filter { !$0.metadata.isDeleting && !$0.isFinished }
        let missing = Int(deployment.spec.replicas) - pods.count
        if missing > 0 {
            for index in 0..<missing {
                let suffix = substrate.suffix(deployment.metadata.uid, index, cluster: work.cluster)
                let pod = Pod(
                    "\(deployment.metadata.name)-\(suffix)", of: deployment,
                    template: deployment.spec.template)
                substrate.create(pod, cluster: work.cluster)
            }
        } else if missing < 0 {
            // Pods that are not ready go first.
            for pod in pods.sorted(by: { !$0.status.isReady && $1.status.isReady }).prefix(-missing) {
                substrate.delete(
                    pod, cluster: work.cluster, graceSeconds: pod.spec.terminationGracePeriodSeconds)
            }
        }
        var status = deployment.status
        status.replicas = Int64(pods.count)
        status.readyReplicas = Int64(pods.count(where: \.status.isReady))
        status.observedGeneration = deployment.metadata.generation
        if status != deployment.status {
            var deployment = deployment
            deployment.status = status
            substrate.updateStatus(deployment, cluster: work.cluster)
        }
        return .settled
    }

    /// One pod for each ordinal, never two: a pod is made when its predecessor's object is gone. OrderedReady
    /// makes them one after the other.
    func statefulSet(_ work: WorkKey, _ substrate: inout Substrate) -> ReconcileResult {
        guard let set = substrate.get(StatefulSet.self, work), !set.metadata.isDeleting else {
            return .settled
        }
        var ready: Int64 = 0
        var there: Int64 = 0
        for ordinal in 0..<set.spec.replicas {
            let name = "\(set.metadata.name)-\(ordinal)"
            let key = substrate.key(Pod.self, name, namespace: set.metadata.namespace)
            if let pod = substrate.get(Pod.self, key, cluster: work.cluster) {
                there += 1
                if pod.status.isReady, !pod.metadata.isDeleting {
                    ready += 1
                } else if set.spec.podManagementPolicy == .orderedReady {
                    break
                }
                continue
            }
            let (pod, claims) = Self.wantedPod(name, of: set)
            for claim in claims {
                let claimKey = substrate.key(
                    PersistentVolumeClaim.self, claim.metadata.name, namespace: set.metadata.namespace)
                if substrate.get(PersistentVolumeClaim.self, claimKey, cluster: work.cluster) == nil {
                    substrate.create(claim, cluster: work.cluster)
                }
            }
            substrate.create(pod, cluster: work.cluster)
            if set.spec.podManagementPolicy == .orderedReady { break }
        }
        var status = set.status
        status.replicas = there
        status.readyReplicas = ready
        status.observedGeneration = set.metadata.generation
        if status != set.status {
            var set = set
            set.status = status
            substrate.updateStatus(set, cluster: work.cluster)
        }
        return .settled
    }

    /// A pod of a StatefulSet with the claims of its volumes, which outlive it.
    public static func wantedPod(
        _ name: String, of set: StatefulSet
    ) -> (pod: Pod, claims: [PersistentVolumeClaim]) {
        var pod = Pod(name, of: set, template: set.spec.template)
        var claims: [PersistentVolumeClaim] = []
        for template in set.spec.volumeClaimTemplates {
            let claim = "\(template.metadata.name)-\(name)"
            pod.spec.volumes.append(PodVolume(name: template.metadata.name, claim: claim))
            claims.append(
                PersistentVolumeClaim(metadata: ObjectMeta(name: claim, namespace: set.metadata.namespace)))
        }
        return (pod, claims)
    }

    /// One pod on each node that its selector matches.
    func daemonSet(_ work: WorkKey, _ substrate: inout Substrate) -> ReconcileResult {
        guard let set = substrate.get(DaemonSet.self, work), !set.metadata.isDeleting else { return .settled }
        let pods = substrate.boxes(Pod.self, by: IndexKey(owner: set.metadata.uid), cluster: work.cluster)
        // Pods were mostly made in the order of their nodes; only where they were not, a set is needed.
        var next = 0
        var taken: Set<String>?
        var free: [Stored<NodeSpec>] = []
        substrate.forEachKnown(
            Node.self, cluster: work.cluster, because: "labels of nodes hardly change"
        ) { node in
            let name = node.object.metadata.name
            if taken == nil, next < pods.count {
                if pods[next].object.spec.nodeName == name {
                    next += 1
                    return
                }
                var places = Set<String>(minimumCapacity: pods.count)
                for pod in pods { places.insert(pod.object.spec.nodeName) }
                taken = places
            }
            if !(taken?.contains(name) ?? false) { free.append(node) }
        }
        for stored in free {
            let node = stored.object
            guard node.hosts(set) else { continue }
            let name = "\(set.metadata.name)-\(substrate.suffix(node.metadata.uid, 0, cluster: work.cluster))"
            var pod = Pod(name, of: set, template: set.spec.template)
            pod.spec.nodeName = node.metadata.name
            substrate.create(pod, cluster: work.cluster)
        }
        return .settled
    }
}

extension Node {
    /// Whether a DaemonSet has a pod here; its pods tolerate what keeps others away.
    public func hosts(_ set: DaemonSet) -> Bool {
        set.spec.template.spec.nodeSelector.entries.allSatisfy { metadata.labels[$0.key] == $0.value }
    }
}

extension Pod {
    /// A pod of a workload.
    public init<Owner>(_ name: String, of owner: Resource<Owner>, template: PodTemplate) {
        self.init(
            metadata: ObjectMeta(
                name: name, namespace: owner.metadata.namespace, labels: template.metadata.labels),
            spec: template.spec)
        metadata.ownerReferences = [OwnerReference(controlling: owner)]
    }
}

extension PodVolume {
    /// A volume that is a claim.
    public init(name: String, claim: String) {
        self.init()
        self.name = name
        var reference = ClaimReference()
        reference.claimName = claim
        persistentVolumeClaim = reference
    }
}

extension Substrate {
    /// Five letters for a generated name, as the API server appends to `generateName`.
    mutating func suffix(_ owner: UID, _ index: Int, cluster: UInt8) -> String {
        let letters = Array("bcdfghjklmnpqrstvwxz2456789")
        let stream = kernel.random.derive("names").derive(owner.number)
        var bits = stream.bits(stores[Int(cluster)].revision << 8 | UInt64(index))
        var text = ""
        for _ in 0..<5 {
            text.append(letters[Int(bits % UInt64(letters.count))])
            bits /= UInt64(letters.count)
        }
        return text
    }
}
