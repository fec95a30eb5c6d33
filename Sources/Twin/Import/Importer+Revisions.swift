import Controllers
import Kubernetes
import Simulation

/// Which pods of an imported cloud are of their workload's present template. Their labels are hashes that the
/// real controllers computed, which the twin can't; so it takes down what the present one is called.
extension Importer {
    /// Takes it down for all workloads.
    mutating func noteRevisions() {
        let sets = kinds.find(apiVersion: "apps/v1", kind: "ReplicaSet").map { stores[1].list($0) } ?? []
        for deployment in all(Deployment.self, 1) {
            let own = sets.filter { set in
                set.metadata.ownerReferences.contains { $0.uid == deployment.metadata.uid }
            }
            let newest = own.max { $0.metadata.revisionNumber < $1.metadata.revisionNumber }
            note(
                deployment.metadata, deployment.spec.template, deployment.status.updatedReplicas,
                deployment.status, RevisionLabel.deployment,
                known: newest?.metadata.labels[RevisionLabel.deployment])
        }
        for set in all(StatefulSet.self, 1) {
            note(
                set.metadata, set.spec.template, set.status.updatedReplicas, set.status, RevisionLabel.set,
                known: set.status.updateRevision)
        }
        for set in all(DaemonSet.self, 1) {
            note(
                set.metadata, set.spec.template, set.status.updatedNumberScheduled ?? 0, set.status,
                RevisionLabel.set, known: nil)
        }
    }

    /// Takes down the label of a workload's present template: the `known` one, or that of its youngest pod. A
    /// status that counts no such pod is believed.
    private mutating func note(
        _ metadata: ObjectMeta, _ template: PodTemplate, _ updated: Int64, _ status: WorkloadStatus,
        _ label: String, known: String?
    ) {
        let isSaid = status.observedGeneration >= metadata.generation && status.observedGeneration > 0
        if let known, !known.isEmpty {
            revisions[metadata.uid] = ImportedRevision(revision: template.revision, label: known)
            return
        }
        guard !isSaid || updated > 0 else { return }
        // A template that its controller has not seen yet has no pods.
        if status.observedGeneration > 0, !isSaid { return }
        let pods = stores[1].list(PodSpec.kind, by: IndexKey(owner: metadata.uid))
        // Pods that the twin has made are called as it would call them.
        let own = template.revision
        if pods.contains(where: { $0.metadata.labels[label] == own }) { return }
        let none = Timestamp(unixSeconds: 0)
        let youngest = pods.max {
            ($0.metadata.creationTimestamp ?? none) < ($1.metadata.creationTimestamp ?? none)
        }
        guard let youngest else { return }
        revisions[metadata.uid] = ImportedRevision(
            revision: template.revision, label: youngest.metadata.labels[label] ?? "")
    }
}

extension ObjectMeta {
    /// The number that a Deployment gave its ReplicaSet. Source: kubernetes pkg/controller/deployment/util
    /// (RevisionAnnotation).
    fileprivate var revisionNumber: Int64 {
        annotations["deployment.kubernetes.io/revision"].flatMap { Int64($0) } ?? 0
    }
}
