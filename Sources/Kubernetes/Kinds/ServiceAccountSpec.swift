/// The `spec` of a `ServiceAccount`: it has none; LCM agents and controllers act under its name.
public struct ServiceAccountSpec: ResourceSpec {
    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {}

    public typealias Status = NoStatus
    public static let info = KindInfo(apiVersion: "v1", kind: "ServiceAccount", home: .everywhere)
    public static let kind = KindID(rawValue: 276)
}

/// An account that software acts under.
public typealias ServiceAccount = Resource<ServiceAccountSpec>
