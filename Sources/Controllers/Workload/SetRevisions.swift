public import Kubernetes

/// The templates that a StatefulSet has and had.
struct SetRevisions {
    /// The name of the present template.
    var update: String
    /// The label of its pods: its name, or empty for none.
    var label: String
    /// The name of the template of pods that are not updated yet.
    var current: String
    /// Their template; nil when it is not known.
    var template: PodTemplate?

    /// Whether a pod is of the present template.
    func isPresent(_ pod: Pod) -> Bool {
        (pod.metadata.labels[RevisionLabel.set] ?? "") == label
    }
}

extension WorkloadController {
    /// The ControllerRevisions that a set keeps at most besides those in use.
    /// Source: Kubernetes API reference, StatefulSetSpec revisionHistoryLimit.
    private static let historyLimit = 10

    /// Keeps the present template as a ControllerRevision, and finds the former one.
    func keepRevisions(
        of set: StatefulSet, _ revision: String, _ work: WorkKey, _ substrate: inout Substrate
    ) -> SetRevisions {
        let own = "\(set.metadata.name)-\(revision)"
        let label = substrate.label(set.metadata.uid, revision: revision, own: own)
        let update = label.isEmpty ? own : label
        let current = set.status.currentRevision ?? update
        let kept = substrate.list(
            ControllerRevision.self, by: IndexKey(owner: set.metadata.uid), cluster: work.cluster)
        let last = kept.map(\.spec.revision).max() ?? 0
        if let own = kept.first(where: { $0.metadata.name == update }) {
            if own.spec.revision < last {
                var own = own
                own.spec.revision = last + 1
                substrate.update(own, cluster: work.cluster)
            }
        } else {
            substrate.create(set.controllerRevision(update, number: last + 1), cluster: work.cluster)
            let unused = kept.filter { $0.metadata.name != current }
                .sorted { $0.spec.revision < $1.spec.revision }
            for old in unused.prefix(max(kept.count + 1 - Self.historyLimit, 0)) {
                substrate.delete(old, cluster: work.cluster)
            }
        }
        let template = kept.first { $0.metadata.name == current }?.template
        return SetRevisions(update: update, label: label, current: current, template: template)
    }
}

extension StatefulSet {
    /// The present template as a ControllerRevision.
    public func controllerRevision(_ name: String, number: Int64 = 1) -> ControllerRevision {
        var revision = ControllerRevision(
            metadata: ObjectMeta(
                name: name, namespace: metadata.namespace, labels: spec.template.metadata.labels))
        revision.metadata.labels[RevisionLabel.set] = name
        revision.metadata.ownerReferences = [OwnerReference(controlling: self)]
        revision.spec.data = .map(["spec": .map(["template": spec.template.encoded(over: nil)])])
        revision.spec.revision = number
        return revision
    }
}

extension ControllerRevision {
    /// The template that it keeps; nil when it does not read as one.
    var template: PodTemplate? {
        guard let value = spec.data?["spec"]?["template"] else { return nil }
        do throws(FieldError) { return try PodTemplate(value: value) } catch { return nil }
    }
}
