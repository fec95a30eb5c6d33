import Controllers
public import Kubernetes
import Simulation

/// An object that somebody outside applies: it is created, or what it says replaces what the object says that
/// is there. Lists are replaced as a whole; what it does not say stays.
public struct ObjectApply: Sendable {
    /// Kind and name, as they are written.
    public let object: String
    package let kind: KindID
    /// How the kind is called.
    let kindName: String
    let cluster: Int
    let namespace: String
    let name: String
    let value: Value

    /// An object of a document; throws at its first fault. A kind that is found in every cluster goes to the
    /// one that the annotation `HomeContext.annotation` says, else to the management cluster when its
    /// namespace is one there, else to the MOSK cluster.
    public init(_ document: Value, _ facts: CloudFacts) throws(FieldError) {
        guard document.fields != nil else { throw .expected("an object", found: document) }
        let apiVersion = try Self.text("apiVersion", of: document)
        let kindName = try Self.text("kind", of: document)
        guard let metadata = document["metadata"], metadata.fields != nil else {
            throw FieldError(
                position: document.position, problem: "the \(kindName) has no metadata",
                hint: "add metadata.name")
        }
        do throws(FieldError) { name = try Self.text("name", of: metadata) } catch {
            throw error.inside("metadata")
        }
        let row = try Self.row(apiVersion, kindName, document, facts)
        namespace = metadata["namespace"]?.string ?? ""
        if row.info.isNamespaced, namespace.isEmpty {
            throw FieldError(
                path: "metadata", position: metadata.position, problem: "there is no namespace",
                hint: facts.projects.filter { !$0.isEmpty }.sorted().first.map { "add namespace: \($0)" }
                    ?? "add namespace")
        }
        if let status = document["status"], !status.isNull {
            throw FieldError(
                path: "status", position: status.position,
                problem: "an object is applied without its status", hint: "leave it to the controllers")
        }
        try Self.rejectSlips(document, row.info)
        object = "\(kindName)/\(name)"
        kind = row.id
        self.kindName = kindName
        value = Self.withoutServerFields(document)
        _ = try facts.kinds.make(value, key: ObjectKey(kind: row.id, namespace: .empty, name: .empty))
        switch row.info.home {
        case .management: cluster = 0
        case .mosk: cluster = 1
        case .everywhere:
            let home = HomeContext.own(of: document).flatMap { HomeContext.home($0) }
            let isProject = !namespace.isEmpty && facts.projects.contains(namespace)
            cluster = (home ?? (isProject ? .management : .mosk)) == .mosk ? 1 : 0
        }
    }

    private static func text(_ key: String, of value: Value) throws(FieldError) -> String {
        guard let field = value[key], !field.isNull else {
            let nearest = NearestName.find(key, among: value.fields?.map(\.key) ?? [])
            throw FieldError(
                position: value.position, problem: "there is no \(key)",
                hint: nearest.map { "is '\($0)' meant to be '\(key)'?" } ?? "add \(key)")
        }
        guard let text = field.string, !text.isEmpty else {
            throw FieldError.expected("a name", found: field).inside(key)
        }
        return text
    }

    private static func row(
        _ apiVersion: String, _ kindName: String, _ document: Value, _ facts: CloudFacts
    ) throws(FieldError) -> (id: KindID, info: KindInfo) {
        if let id = facts.kinds.find(apiVersion: apiVersion, kind: kindName) {
            return (id, facts.kinds.info(id))
        }
        let position = (document["kind"] ?? document).position
        if let known = facts.kinds.all.first(where: { $0.info.kind == kindName }) {
            throw FieldError(
                path: "apiVersion", position: (document["apiVersion"] ?? document).position,
                problem: "there is no \(kindName) of \(apiVersion)",
                hint: "write apiVersion: \(known.info.apiVersion)")
        }
        let known = facts.kinds.kindNames
        throw FieldError(
            path: "kind", position: position, problem: "there is no kind \(kindName) in this cloud",
            hint: NearestName.find(kindName, among: known).map { "did you mean \($0)?" }
                ?? "the kinds are \(known.prefix(12).joined(separator: ", ")), ...")
    }

    /// Throws at a field of a modelled kind that looks like a slip of the pen, or stands where all fields are
    /// known. Others are real fields that the twin does not model, and kept.
    private static func rejectSlips(_ document: Value, _ info: KindInfo) throws(FieldError) {
        guard let schema = FieldSchema.of(info) else { return }
        var found: FieldError?
        schema.forEachUnknown(in: document) { unknown in
            guard found == nil else { return }
            let name = NearestName.find(unknown.field.key, among: unknown.known.map(\.name))
            let isSlip = name.map { name in !unknown.siblings.contains { $0.key == name } } ?? false
            guard isSlip || unknown.path.count == 1 else { return }
            found = FieldError(
                path: unknown.path.joined(separator: "."), position: unknown.field.keyPosition,
                problem: "a \(info.kind) has no such field",
                hint: name.map { "did you mean \($0)?" }
                    ?? "the fields here are \(unknown.known.map(\.name).joined(separator: ", "))")
        }
        if let found { throw found }
    }

    /// Without what an API server sets itself: manifests are often copied from a cluster.
    private static func withoutServerFields(_ document: Value) -> Value {
        var value = document
        for field in [
            "uid", "resourceVersion", "generation", "creationTimestamp", "deletionTimestamp",
            "deletionGracePeriodSeconds", "managedFields", "selfLink",
        ] { value["metadata"]?[field] = nil }
        value["status"] = nil
        return value
    }

    /// What an object that is there is changed by.
    var patch: Value {
        var patch = value
        patch["apiVersion"] = nil
        patch["kind"] = nil
        return patch
    }
}
