public import Kubernetes

/// An application whose controller holds locks.
public struct Application: Sendable {
    /// The name in locks.
    public let name: String
    private let profile: MaintenanceProfile

    /// The applications, in the order in which they are updated.
    public static let all = [
        Application(name: "openstack", profile: .openStack), tungstenFabric,
        Application(name: "ceph", profile: .ceph),
    ]

    /// OpenSDN, which few clouds have.
    public static let tungstenFabric = Application(name: "tungstenfabric", profile: .tungstenFabric)

    /// Whether its controller answers requests for the deletion of nodes; nil when it does not.
    public var supportsDeletion: Bool? { profile.supportsDeletion ? true : nil }

    /// Whether a node does something for the application.
    public func isAt(_ node: Node) -> Bool { profile.role(of: node) != nil }
}
