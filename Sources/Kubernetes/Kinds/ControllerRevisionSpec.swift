/// A `ControllerRevision`, whose fields stand at the top of the object: a template that a set has or had.
///
/// Source: Kubernetes API reference, ControllerRevision.
public struct ControllerRevisionSpec: ResourceSpec {
    /// What it was: `spec.template` below a patch of the set.
    public var data: Value?
    /// Newer ones have more.
    public var revision: Int64 = 0

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("data", &data)
        try coder.field("revision", &revision)
    }

    public static func codeTopLevel<C: FieldCoder>(
        _ object: inout Resource<Self>, _ coder: inout C
    ) throws(FieldError) {
        try object.spec.code(&coder)
    }

    public typealias Status = NoStatus
    public static let info = KindInfo(
        apiVersion: "apps/v1", kind: "ControllerRevision", home: .everywhere)
    public static let kind = KindID(rawValue: 343)
}

/// A template that a set has or had.
public typealias ControllerRevision = Resource<ControllerRevisionSpec>
