import Kubernetes

/// A deletion that somebody outside asks for.
public struct ObjectDeletion: Sendable {
    /// Kind and name, as they are written.
    public let object: String
    let kind: KindID
    let cluster: Int
    let namespace: String?
    let name: String

    /// The deletion of `KIND/NAME` or `KIND/NAMESPACE/NAME`; throws when there is no such object and none can
    /// come to be, or when several may be meant.
    public init(
        object: String, namespace: String? = nil, cluster: String? = nil, _ facts: CloudFacts
    ) throws(Objection) {
        let target = try ObjectTarget(object, namespace: namespace, cluster: cluster, facts)
        let known = facts.objects[target.info.kind] ?? []
        guard known.contains(target.name) || facts.comesToBe(target.info.kind) else {
            throw .unknown(
                target.name, what: target.info.kind, plural: "those of the kind", known.sorted(),
                field: "object")
        }
        self.object = object
        self.namespace = target.namespace
        kind = target.kind
        self.cluster = target.cluster
        name = target.name
    }
}
