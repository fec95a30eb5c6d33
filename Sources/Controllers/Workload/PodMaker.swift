public import Kubernetes

/// Makes pods of a template: what they have in common is held once for all of them.
public struct PodMaker: Sendable {
    private var metadata: ObjectMeta
    private let spec: PodSpec

    /// Pods of `owner`, of its `template`; `label` tells of which. An empty value stands for no label.
    public init<Owner>(
        of owner: Resource<Owner>, _ template: PodTemplate, label: (key: String, value: String)
    ) {
        var labels = template.metadata.labels
        if !label.value.isEmpty { labels[label.key] = label.value }
        metadata = ObjectMeta(name: "", namespace: owner.metadata.namespace, labels: labels)
        metadata.annotations = template.metadata.annotations
        metadata.ownerReferences = [OwnerReference(controlling: owner)]
        spec = template.spec
    }

    /// A pod with this name; on a node, when one is given.
    public func make(_ name: String, on node: String = "") -> Pod {
        var pod = Pod(metadata: metadata, spec: spec)
        pod.metadata.name = name
        pod.spec.nodeName = node
        return pod
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
