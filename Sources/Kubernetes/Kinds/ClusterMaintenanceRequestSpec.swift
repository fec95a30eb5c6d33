/// The `spec` of a `ClusterMaintenanceRequest`: the wish to update a cluster.
public struct ClusterMaintenanceRequestSpec: ResourceSpec {
    /// The release to which the cluster moves.
    public var release = ""
    /// Deprecated here; on node requests now.
    public var scope: MaintenanceScope?

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("release", &release)
        try coder.field("scope", &scope)
    }

    public typealias Status = NoStatus
    public static let info = KindInfo(
        apiVersion: "lcm.mirantis.com/v1alpha1", kind: "ClusterMaintenanceRequest", isNamespaced: false,
        home: .mosk)
    public static let kind = KindID(rawValue: 280)
}

/// The wish to update a cluster.
public typealias ClusterMaintenanceRequest = Resource<ClusterMaintenanceRequestSpec>
