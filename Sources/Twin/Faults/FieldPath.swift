import Kubernetes

/// The way to a field of an object: `status.steps[openstack].status`. What is in brackets is an element of a
/// list, by its name, key, type or id, or by its place from 0; or a key of a map that has dots.
public struct FieldPath: Hashable, Sendable {
    private enum Part: Hashable {
        case field(String)
        case element(String)
    }

    private let parts: [Part]
    /// As it was written.
    public let text: String

    /// Reads a path.
    init(_ text: String) throws(Objection) {
        self.text = text
        var parts: [Part] = []
        var rest = Substring(text)
        while !rest.isEmpty {
            if rest.first == "[" {
                guard let end = rest.firstIndex(of: "]") else {
                    throw Objection(
                        "a bracket is not closed", "write it as status.steps[ceph]", field: "path")
                }
                parts.append(.element(String(rest[rest.index(after: rest.startIndex)..<end])))
                rest = rest[rest.index(after: end)...]
            } else {
                if rest.first == "." { rest = rest.dropFirst() }
                let name = rest.prefix { $0 != "." && $0 != "[" }
                guard !name.isEmpty else {
                    throw Objection("a field has no name", "write it as status.state", field: "path")
                }
                parts.append(.field(String(name)))
                rest = rest[name.endIndex...]
            }
        }
        guard !parts.isEmpty else { throw Objection("the path is empty", "", field: "path") }
        self.parts = parts
    }

    /// Throws at the first part that objects of a schema never have.
    func check(_ schema: FieldSchema) throws(Objection) {
        var current = schema
        for part in parts {
            switch (current, part) {
            case (.fields(let known), .field(let name)):
                guard let next = known.first(where: { $0.name == name }) else {
                    throw .unknown(
                        name, what: "field", plural: "the fields here", known.map(\.name), field: "path")
                }
                current = next.schema
            case (.entries(let next), _): current = next
            case (.list(let next), .element): current = next
            case (.list, .field(let name)):
                throw Objection(
                    "\(name) is asked of a list", "name an element: [NAME]", field: "path")
            case (.fields, .element(let name)):
                throw Objection("[\(name)] is asked of what is no list", "", field: "path")
            // What is kept as it is may hold anything.
            case (.leaf, _): return
            }
        }
    }

    /// The value in an object, or nil.
    func find(in object: Value) -> Value? {
        var current = object
        for part in parts {
            let next: Value? =
                switch part {
                case .field(let name): current[name]
                case .element(let name): Self.element(name, of: current)
                }
            guard let next else { return nil }
            current = next
        }
        return current
    }

    private static func element(_ name: String, of value: Value) -> Value? {
        guard let list = value.list else { return value[name] }
        for key in ["name", "id", "type", "key"] {
            if let found = list.first(where: { $0[key]?.text == name }) { return found }
        }
        guard let place = Int(name), list.indices.contains(place) else { return nil }
        return list[place]
    }

    /// A merge patch that sets the field; nil when the way leads through a list, which such a patch replaces.
    func patch(_ value: Value) -> Value? {
        var patch = value
        for part in parts.reversed() {
            guard case .field(let name) = part else { return nil }
            patch = .map([Value.Field(key: name, value: patch)])
        }
        return patch
    }

    /// Whether the way leads into the status.
    var isStatus: Bool { parts.first == .field("status") }
}
