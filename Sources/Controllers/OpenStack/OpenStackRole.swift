import Kubernetes

/// What a node does for OpenStack, the most special first. A node may have several roles.
///
/// Source: Mirantis/rockoon rockoon/constants.py (NodeRole), etc/rockoon (node labels); page
/// "Machine labels".
enum OpenStackRole: CaseIterable {
    case controller, gateway, compute

    /// The value of the labels.
    static let labelValue = "enabled"

    /// The label of its nodes.
    var label: String {
        switch self {
        case .controller: "openstack-control-plane"
        case .gateway: "openstack-gateway"
        case .compute: "openstack-compute-node"
        }
    }

    /// What nodes of the role are called.
    var name: String {
        switch self {
        case .controller: "controller"
        case .gateway: "gateway"
        case .compute: "compute"
        }
    }

    /// How many of its nodes may be out.
    func limit(_ settings: OpenStackSettings) -> Int {
        switch self {
        case .controller: settings.maxControllers
        case .gateway: settings.maxGateways
        case .compute: settings.maxComputes
        }
    }

    /// Whether a node with these labels has the role.
    func isRole(of labels: StringMap) -> Bool { labels[label] == Self.labelValue }

    /// Whether a node with these labels has any role.
    static func isAny(of labels: StringMap) -> Bool { allCases.contains { $0.isRole(of: labels) } }

    /// The roles of a node.
    static func of(_ node: Node) -> [OpenStackRole] {
        allCases.filter { $0.isRole(of: node.metadata.labels) }
    }
}
