/// The `spec` of a `GracefulRebootRequest`: the wish that machines of a cluster reboot one after the other.
/// It has the name of the cluster.
///
/// Source: page "GracefulRebootRequest resource"; Mirantis/mcc-api
/// pkg/apis/kaas/v1alpha1/gracefulrebootrequest.go
public struct GracefulRebootRequestSpec: ResourceSpec {
    /// The machines; none means all of the cluster.
    public var machines: [String] = []

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("machines", &machines)
    }

    public typealias Status = NoStatus
    public static let info = KindInfo(
        apiVersion: "kaas.mirantis.com/v1alpha1", kind: "GracefulRebootRequest", home: .management)
    public static let kind = KindID(rawValue: 292)
}

/// The wish that machines of a cluster reboot one after the other.
public typealias GracefulRebootRequest = Resource<GracefulRebootRequestSpec>

extension GracefulRebootRequest {
    /// Whether it is about a machine of its cluster.
    public func names(_ machine: String) -> Bool { spec.machines.isEmpty || spec.machines.contains(machine) }
}
