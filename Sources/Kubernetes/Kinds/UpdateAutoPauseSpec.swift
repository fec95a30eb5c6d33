/// The `spec` of an `UpdateAutoPause`: alerts that pause the update of a MOSK cluster when one of them fires.
/// It has the name and the namespace of the Cluster.
///
/// Source: pages "UpdateAutoPause resource", "Configure update auto-pause"
public struct UpdateAutoPauseSpec: ResourceSpec {
    /// The names of the alerts.
    public var alerts: [String] = []

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("alerts", &alerts)
    }

    public typealias Status = UpdateAutoPauseStatus
    public static let info = KindInfo(
        apiVersion: "kaas.mirantis.com/v1alpha1", kind: "UpdateAutoPause", home: .management)
    public static let kind = KindID(rawValue: 268)
}

/// Alerts that pause the update of a MOSK cluster.
public typealias UpdateAutoPause = Resource<UpdateAutoPauseSpec>

extension UpdateAutoPause {
    /// The alerts of its list that fire: an alert that was taken off the list holds nothing up, whatever the
    /// status still says.
    public var firing: [String] { spec.alerts.filter(status.firingAlerts.contains) }
}
