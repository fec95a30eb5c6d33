/// A `PriorityClass`, whose fields stand at the top of the object: how important pods are.
///
/// Source: Kubernetes API reference, PriorityClass.
public struct PriorityClassSpec: ResourceSpec {
    /// Pods with more go first.
    public var value: Int64 = 0
    /// Whether it is that of pods which name none.
    public var globalDefault = false

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("value", &value)
        try coder.field("globalDefault", &globalDefault)
    }

    public static func codeTopLevel<C: FieldCoder>(
        _ object: inout Resource<Self>, _ coder: inout C
    ) throws(FieldError) {
        try object.spec.code(&coder)
    }

    public typealias Status = NoStatus
    public static let info = KindInfo(
        apiVersion: "scheduling.k8s.io/v1", kind: "PriorityClass", isNamespaced: false, home: .everywhere)
    public static let kind = KindID(rawValue: 342)
}

/// How important pods are.
public typealias PriorityClass = Resource<PriorityClassSpec>
