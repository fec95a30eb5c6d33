import Controllers
public import Kubernetes
public import Simulation

/// Something that an object of an API server says: `Node/cmp-01 spec.unschedulable=true`.
public struct ObjectCondition: Hashable, Sendable {
    /// What is asked of the field.
    public enum Test: Hashable, Sendable {
        /// It has this text; false, 0 and nothing are what a field has that is left out.
        case equals(String)
        case atLeast(Int64)
        case atMost(Int64)
        /// The field, or without a path the object, is there or is not.
        case exists(Bool)
    }

    /// The kind of the object.
    public let kind: KindID
    /// The API server: 0 the management cluster's, 1 the MOSK cluster's.
    public let cluster: Int
    /// Kind and name, as they are written.
    public let object: String
    /// The namespace; nil when none was written.
    public let namespace: String?
    /// The name.
    public let name: String
    /// The field; nil for the object itself.
    public let path: FieldPath?
    /// What is asked.
    public let test: Test

    /// A condition on `KIND/NAME` or `KIND/NAMESPACE/NAME`; throws when it can never be evaluated.
    /// `cluster` is `management` or `mosk` for a kind that is found in both; the
    /// MOSK cluster's is meant when it is nil.
    public init(
        object: String, cluster: String? = nil, path: String?, test: Test, _ facts: CloudFacts
    ) throws(Objection) {
        let target = try ObjectTarget(object, cluster: cluster, facts)
        kind = target.kind
        self.cluster = target.cluster
        namespace = target.namespace
        name = target.name
        self.object = object
        self.test = test
        if let path {
            let way = try FieldPath(path)
            if let schema = FieldSchema.of(target.info) { try way.check(schema) }
            self.path = way
        } else {
            guard case .exists = test else {
                throw Objection("there is no path", "add path, such as status.state", field: "path")
            }
            self.path = nil
        }
    }

    /// Whether an entry may have changed what the object says.
    public func concerns(_ entry: Entry, _ names: borrowing NameTable) -> Bool {
        entry.subject.kind == kind.subjectKind && Int(entry.subject.cluster) == cluster
            && names[entry.subject.name] == name
    }

    /// Whether it holds in a world; nil when there is no such object, which is an answer only to `exists`.
    public func holds(in world: borrowing World) -> Bool? {
        var found: StoredObject?
        let id = world.state.substrate.kernel.names.find(name)
        world.state.substrate.stores[cluster].forEach(kind) { stored in
            if stored.key.name == id, namespace == nil || stored.metadata.namespace == namespace {
                found = stored
            }
            return found == nil
        }
        guard let found else {
            if case .exists(let isWanted) = test { return !isWanted }
            return nil
        }
        guard let path else { return test == .exists(true) }
        let value = path.find(in: found.encoded())
        switch test {
        case .equals(let text):
            guard let value, !value.isNull else { return ["", "false", "0", "null"].contains(text) }
            return value.text == text
        case .atLeast(let bound): return (value?.int ?? 0) >= bound
        case .atMost(let bound): return (value?.int ?? 0) <= bound
        case .exists(let isWanted): return (value != nil) == isWanted
        }
    }

    /// As `--fault` and reports write it.
    public var description: String {
        let way = path.map { " " + $0.text } ?? ""
        return switch test {
        case .equals(let text): "\(object)\(way)=\(text)"
        case .atLeast(let bound): "\(object)\(way)>=\(bound)"
        case .atMost(let bound): "\(object)\(way)<=\(bound)"
        case .exists(let isWanted): "\(object)\(way) \(isWanted ? "exists" : "does not exist")"
        }
    }
}
