/// An object of a modelled kind: metadata, spec and status, and the document it was read from.
///
/// Fields that the twin does not model stay in `base`, so that import then export loses nothing.
public struct Resource<Spec: ResourceSpec>: FieldCodable {
    /// Name, labels and what the API server keeps.
    public var metadata: ObjectMeta
    /// What is wanted.
    public var spec: Spec
    /// What is.
    public var status: Spec.Status
    /// The document it was read from; nil for objects made in the twin.
    public var base: Value?

    /// An object without a name.
    public init() { self.init(metadata: ObjectMeta()) }

    /// Makes an object.
    public init(metadata: ObjectMeta, spec: Spec = Spec(), status: Spec.Status = Spec.Status()) {
        self.metadata = metadata
        self.spec = spec
        self.status = status
    }

    /// Makes an object of all its parts.
    init(metadata: consuming ObjectMeta, spec: consuming Spec, status: consuming Spec.Status, base: Value?) {
        self.metadata = metadata
        self.spec = spec
        self.status = status
        self.base = base
    }

    /// Reads an object; throws with the field's path and place when a modelled field has the wrong type.
    public init(value: Value) throws(FieldError) {
        guard let fields = value.fields else { throw FieldError.expected("an object", found: value) }
        self.init()
        var decoder = FieldDecoder(fields: fields)
        try code(&decoder)
        base = value
    }

    /// The whole object, with unmodelled fields, key order and scalar text of the document kept.
    public func encoded() -> Value {
        encode(
            over: base
                ?? .map(["apiVersion": .string(Spec.info.apiVersion), "kind": .string(Spec.info.kind)]))
    }

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("metadata", &metadata)
        try Spec.codeTopLevel(&self, &coder)
    }

    /// Whether both say the same; the documents they were read from don't count.
    public static func == (left: Self, right: Self) -> Bool {
        left.metadata == right.metadata && left.spec == right.spec && left.status == right.status
    }
}
