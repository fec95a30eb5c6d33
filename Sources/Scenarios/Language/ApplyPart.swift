public import Kubernetes

/// Objects that the operator applies: written here, or in a file.
public enum ApplyPart: FieldValue {
    case objects([Value])
    /// The file's path, relative to the scenario's file.
    case file(Placed<String>)

    public init(value: Value) throws(FieldError) {
        if let list = value.list {
            for (place, object) in list.enumerated() where object.fields == nil {
                throw FieldError.expected("an object", found: object).inside(place)
            }
            self = .objects(list)
        } else if let file = Self.file(in: value) {
            do throws(FieldError) { self = .file(try Placed(value: file)) } catch {
                throw error.inside("file")
            }
        } else if value.fields != nil {
            self = .objects([value])
        } else {
            throw .expected(
                "an object, a list of objects or a file", found: value,
                hint: "write it as {apiVersion: ..., kind: ..., metadata: ..., spec: ...} or {file: PATH}")
        }
    }

    /// The file's name; nil where an object is written in its place.
    static func file(in value: Value) -> Value? { value["kind"] == nil ? value["file"] : nil }

    public func encoded(over base: Value?) -> Value {
        switch self {
        case .objects(let objects): .list(objects)
        case .file(let path): .map(["file": .string(path.value)])
        }
    }

    public static func rejectUnknownFields(in value: Value) throws(FieldError) {
        guard file(in: value) != nil else { return }
        for field in value.fields ?? [] where field.key != "file" {
            throw FieldError(
                path: field.key, position: field.keyPosition, problem: "there is no such field",
                hint: "beside file stands nothing")
        }
    }
}

/// An object that the operator deletes: `KIND/NAME`, or a map that says namespace and cluster too.
public struct DeletePart: FieldValue {
    /// What was written, as a map.
    public var fields: Fields

    public init(value: Value) throws(FieldError) {
        guard value.string != nil || value.fields != nil else {
            throw .expected("KIND/NAME", found: value, hint: "write it as Machine/NAME")
        }
        fields = try Fields(value: value.string == nil ? value : .map(["object": value]))
    }

    public func encoded(over base: Value?) -> Value { fields.encoded(over: nil) }

    public static func rejectUnknownFields(in value: Value) throws(FieldError) {
        try Fields.rejectUnknownFields(in: value)
    }

    /// The map.
    public struct Fields: FieldCodable {
        public var object: Placed<String>?
        public var namespace: Placed<String>?
        public var cluster: Placed<String>?

        /// Nothing written.
        public init() {}

        public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
            try coder.field("object", &object)
            try coder.field("namespace", &namespace)
            try coder.field("cluster", &cluster)
        }
    }
}

extension DeletePart.Fields: ScenarioPart {
    static let required = ["object"]
    static let about = [
        "object": "The object: KIND/NAME, or KIND/NAMESPACE/NAME where several have the name.",
        "namespace": "Its namespace, if it is not said with the object.",
        "cluster": "management or mosk, for kinds that are found in both; mosk when left out.",
    ]
}

extension DeletePart: SchemaSource {
    static var schema: Value { .map(["anyOf": .list([String.schema, Fields.schema])]) }
    static func checkParts(_ value: Value) throws(FieldError) { try Fields.checkParts(value) }
}

extension ApplyPart: SchemaSource {
    static var schema: Value {
        let object = Value.map([
            "type": .string("object"),
            "required": .list(["apiVersion", "kind", "metadata"].map { .string($0) }),
        ])
        let path = Value.map([
            "type": .string("string"),
            "description": .string("A file of objects, relative to the scenario's file."),
        ])
        let file = Value.map([
            "type": .string("object"), "additionalProperties": .bool(false),
            "properties": .map(["file": path]), "required": .list([.string("file")]),
        ])
        let list = Value.map(["type": .string("array"), "items": object])
        return .map(["anyOf": .list([object, list, file])])
    }
}
