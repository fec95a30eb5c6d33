/// The `spec` of a `Scope`: what roles of a project or cluster are bound in. Its fields are not modelled.
public struct ScopeSpec: ResourceSpec {
    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {}

    public typealias Status = NoStatus
    public static let info = KindInfo(
        apiVersion: "iam.mirantis.com/v1alpha1", kind: "Scope", home: .management)
    public static let kind = KindID(rawValue: 267)
}

/// What roles of a project or cluster are bound in.
public typealias Scope = Resource<ScopeSpec>
