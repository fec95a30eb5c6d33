import Controllers
public import Kubernetes
import Simulation

/// A change to a field of an object that somebody outside makes.
public struct ObjectWrite: Sendable {
    /// Kind and name, with or without a namespace, as they are written.
    public let object: String
    /// The field.
    public let path: String
    let kind: KindID
    let cluster: Int
    let namespace: String?
    let name: String
    let patch: Value
    let part: WritePart

    /// A write of `value` to the field at `path` of `KIND/NAME` or `KIND/NAMESPACE/NAME`; throws when there
    /// is no such field, the value does not fit it, or several objects may be meant.
    public init(
        object: String, cluster: String? = nil, path: String, value: Value, _ facts: CloudFacts
    ) throws(Objection) {
        let target = try ObjectTarget(object, cluster: cluster, facts)
        let way = try FieldPath(path)
        if let schema = FieldSchema.of(target.info) { try way.check(schema) }
        guard let patch = way.patch(value) else {
            throw Objection("an element of a list can't be set", "set the list as a whole", field: "path")
        }
        do throws(FieldError) {
            let key = ObjectKey(kind: target.kind, namespace: .empty, name: .empty)
            _ = try facts.kinds.make(patch, key: key)
        } catch {
            throw Objection(error.problem, error.hint, field: "value")
        }
        self.object = object
        self.path = path
        kind = target.kind
        self.cluster = target.cluster
        namespace = target.namespace
        name = target.name
        self.patch = patch
        part = way.isStatus ? .status : .main
    }
}
