/// An object of a kind that the twin does not model: everything but metadata and status is kept as it is.
public struct UntypedSpec: ResourceSpec {
    /// The value under `spec`.
    public var value: Value?
    /// The value under `data`, as ConfigMaps and Secrets have it.
    public var data: Value?

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {}

    public typealias Status = UntypedStatus
    public static let info = KindInfo(apiVersion: "", kind: "", home: .everywhere)
    public static let kind = KindID(rawValue: 0)

    public static func codeTopLevel<C: FieldCoder>(
        _ object: inout Resource<Self>, _ coder: inout C
    ) throws(FieldError) {
        try coder.field("spec", &object.spec.value)
        try coder.field("data", &object.spec.data)
        try coder.field("status", &object.status.value)
    }
}

/// An object of a kind that the twin does not model.
public typealias Untyped = Resource<UntypedSpec>
