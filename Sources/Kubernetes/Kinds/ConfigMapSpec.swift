/// What a `ConfigMap` says; it stands at the top of the object.
public struct ConfigMapSpec: ResourceSpec {
    /// Texts by their keys. What came from an input is redacted.
    public var data = StringMap()
    /// Bytes in base64 by their keys.
    public var binaryData = StringMap()
    /// Whether it may no longer be changed.
    public var immutable: Bool?

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {}

    public static func codeTopLevel<C: FieldCoder>(
        _ object: inout Resource<Self>, _ coder: inout C
    ) throws(FieldError) {
        try coder.field("data", &object.spec.data)
        try coder.field("binaryData", &object.spec.binaryData)
        try coder.field("immutable", &object.spec.immutable)
    }

    public typealias Status = NoStatus
    public static let info = KindInfo(apiVersion: "v1", kind: "ConfigMap", home: .everywhere)
    public static let kind = KindID(rawValue: 322)
}

/// Texts by their keys.
public typealias ConfigMap = Resource<ConfigMapSpec>
