/// The `spec` of a `NodeDisableNotification`: the word that the node of a disabled machine is gone for a
/// while only, so that what applications keep for it stays.
///
/// Source: Mirantis/rockoon rockoon/maintenance.py, rockoon/controllers/node.py
public struct NodeDisableNotificationSpec: ResourceSpec {
    /// The node.
    public var nodeName = ""

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("nodeName", &nodeName)
    }

    public typealias Status = NoStatus
    public static let info = KindInfo(
        apiVersion: "lcm.mirantis.com/v1alpha1", kind: "NodeDisableNotification", isNamespaced: false,
        home: .mosk)
    public static let kind = KindID(rawValue: 291)

    public static func indexKeys(_ object: Resource<Self>) -> [IndexKey] {
        [IndexKey("node", object.spec.nodeName)]
    }
}

/// The word that a machine is disabled.
public typealias NodeDisableNotification = Resource<NodeDisableNotificationSpec>
