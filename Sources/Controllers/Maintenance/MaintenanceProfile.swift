/// What tells one application controller from another in the maintenance protocol, where a table of durations
/// stands for the work itself.
struct MaintenanceProfile: Sendable {
    /// The controller that it is of.
    var controller: ControllerID
    /// The name in locks: `openstack`, `ceph`.
    var name: String
    /// The chart whose version is the controller's own.
    var chartStep: ChartStep
    /// Whether it answers requests for the deletion of nodes.
    var supportsDeletion: Bool
    /// The controller whose lock must be inactive first, or nil.
    var follows: String?
    /// Roles of nodes, the most special first: label, value, timings, and how many nodes may be out together.
    var roles: [Role]

    /// What a node does for the application.
    struct Role: Sendable {
        /// The name in timings: `openstack.node.compute` ...
        var name: String
        /// The label of its nodes.
        var label: String
        var value: String
        /// How many nodes of the role may be in maintenance together, as the OpenStack controller is set.
        var limit: @Sendable (OpenStackSettings) -> Int
    }

    /// It answers requests for deletion. Source: Mirantis/rockoon rockoon/controllers/maintenance.py.
    static let openStack = MaintenanceProfile(
        controller: .openStack, name: "openstack", chartStep: .openStack, supportsDeletion: true,
        follows: nil,
        roles: OpenStackRole.allCases.map { role in
            Role(
                name: role.name, label: role.label, value: OpenStackRole.labelValue,
                limit: { role.limit($0) })
        })

    /// One failure domain at a time. Source: rook/rook issues 2889 and 11352; the limit is inferred. No
    /// source says that it answers requests for deletion.
    static let ceph = MaintenanceProfile(
        controller: .ceph, name: "ceph", chartStep: .ceph, supportsDeletion: false,
        follows: "openstack",
        roles: [
            Role(name: "osd", label: "ceph_role_osd", value: "true", limit: { _ in 1 }),
            Role(name: "mon", label: "ceph_role_mon", value: "true", limit: { _ in 1 }),
        ])

    /// While one of its locks on nodes is inactive, requests for other nodes are not processed. Source: MOSK
    /// documentation, "OpenSDN Kubernetes Controller maintenance API"; label: "OpenSDN cluster components". It
    /// looks at the vRouter of a node; that nodes without one have no lock is inferred.
    static let tungstenFabric = MaintenanceProfile(
        controller: .tungstenFabric, name: "tungstenfabric", chartStep: .openStack,
        supportsDeletion: false, follows: nil,
        roles: [Role(name: "vrouter", label: "tfvrouter", value: "enabled", limit: { _ in 1 })])
}
