public import HardwareInterfaces
public import Simulation

/// What can be wrong with equipment. Hosts are meant by index.
public enum HardwareFault: Hashable, Sendable {
    /// A host and its BMC lose power; they get it back when the fault ends, and the host stays off until it
    /// is switched on.
    case powerLoss(host: UInt32)
    /// A host's operating system hangs until it is power-cycled.
    case hang(host: UInt32)
    /// A host's firmware needs longer at each boot.
    case slowBoot(host: UInt32, extra: SimDuration)
    /// A host hangs at each boot.
    case bootHang(host: UInt32)
    /// A state item fails on a host, so many times.
    case itemFails(host: UInt32, item: String, times: Int)
    /// A host's container runtime hangs.
    case runtimeHang(host: UInt32)
    /// A BMC does not answer.
    case bmcUnreachable(host: UInt32)
    /// A BMC refuses the credentials.
    case bmcUnauthorized(host: UInt32)
    /// A BMC takes so many times longer for each answer.
    case bmcSlow(host: UInt32, factor: Int64)
    /// A BMC accepts a switch of the power and does nothing.
    case powerStuck(host: UInt32)
    /// A BMC tells the opposite of the power's state.
    case bmcLies(host: UInt32)
    /// A host finds nothing to boot on the network.
    case netbootFails(host: UInt32)
    /// A host's firmware boots from the disk, whatever it was told.
    case wrongBootDevice(host: UInt32)
    /// A host's kernel panics, and starts again after 10 s.
    case panic(host: UInt32)
    /// A host's kubelet is stopped; its containers run on.
    case kubeletStopped(host: UInt32)
    /// A host's LCM agent is stopped.
    case agentStopped(host: UInt32)
    /// A host takes so many times longer to pull images.
    case slowPulls(host: UInt32, factor: Int64)
    /// The containers of the engine's managers on a host are dead; all others run on.
    case managerLost(host: UInt32)
    /// An artifact origin delivers so many times slower.
    case originSlow(ArtifactOrigin, factor: Int64)
    /// The network, an interface, a switch, a feed or a rack.
    case network(NetworkFault)
    /// A disk of a host, by name: `sda`.
    case disk(host: UInt32, disk: String, DiskFault)
    /// A host's kernel panics so long after each boot, and the host starts again.
    case bootLoop(host: UInt32, after: SimDuration)
    /// A host's clock is so much ahead; negative behind.
    case clockSkew(host: UInt32, offset: SimDuration)
    /// Ironic does not answer.
    case ironicDown
    /// An artifact origin does not answer.
    case originDown(ArtifactOrigin)
    /// An artifact origin delivers garbage.
    case originCorrupt(ArtifactOrigin)
    /// The member of a Galera cluster on a host is killed.
    case memberKilled(host: UInt32)
    /// The member of a Galera cluster on a host is held.
    case memberPaused(host: UInt32)
    /// The member of a Galera cluster on a host loses its data, and ends.
    case dataLost(host: UInt32)
    /// The process of a RabbitMQ broker on a host is killed; of all brokers there without a name.
    case brokerKilled(host: UInt32, broker: String)
    /// An alarm of a RabbitMQ broker on a host is on; of all brokers there without a name.
    case brokerAlarm(host: UInt32, broker: String, RabbitMQAlarm)
}
