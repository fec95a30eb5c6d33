/// A StatefulSet whose service keeps a node in that it can't do without.
public struct OpenStackQuorum: Hashable, Sendable {
    /// The name of the service, as messages have it.
    public var service: String
    /// The StatefulSet, and where it is.
    public var name: String
    public var namespace: String
}

extension OpenStackInventory {
    /// The StatefulSets that keep a quorum, in the order of their services, in which they are asked.
    ///
    /// Source: Mirantis/rockoon rockoon/constants.py (SERVICE_ORDER), rockoon/services/__init__.py
    /// (is_node_locked).
    public var quorums: [OpenStackQuorum] {
        services.flatMap { service in
            service.workloads.filter { $0.quorum && $0.kind == .statefulSet }.map {
                OpenStackQuorum(service: service.name, name: $0.name, namespace: service.namespace)
            }
        }
    }
}
