/// What may be asked of Nova, of Neutron about its agents, and of Masakari.
///
/// Source: Mirantis/rockoon rockoon/openstack_utils.py (the calls that the OpenStack controller makes);
/// Compute API reference, Instance High Availability API reference.
public enum ComputeCommand: Hashable, Codable, Sendable {
    /// The instances of a host: `GET /servers/detail?host=`.
    case listServers(host: String)
    /// Moves an instance while it runs; the scheduler picks the host: `os-migrateLive`, host null,
    /// block_migration auto.
    case liveMigrate(ServerID)
    /// The nova-compute service of a host: `GET /os-services?host=&binary=nova-compute`.
    case readService(host: String)
    /// Keeps new instances off a host, and says why.
    case disableService(host: String, reason: String)
    /// Lets instances come to a host again.
    case enableService(host: String)
    /// How many of Neutron's agents of a host are alive.
    case readAgents(host: String)
    /// Deletes the service of a host that is gone, and what Placement knows of it.
    case removeHost(String)
    /// Tells Masakari that a host has failed: type COMPUTE_HOST, event STOPPED.
    case notifyHostFailure(host: String)
}
