/// The `spec` of an `OpenStackDeploymentStatus`, which has none: all is in its status.
public struct OpenStackDeploymentStatusSpec: ResourceSpec {
    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {}

    public typealias Status = OpenStackStatus
    public static let info = KindInfo(
        apiVersion: "lcm.mirantis.com/v1alpha1", kind: "OpenStackDeploymentStatus", home: .mosk)
    public static let kind = KindID(rawValue: 331)
}

/// How far an OpenStackDeployment is.
public typealias OpenStackDeploymentStatus = Resource<OpenStackDeploymentStatusSpec>
