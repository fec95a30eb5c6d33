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
    /// An artifact origin does not answer.
    case originDown(ArtifactOrigin)
    /// An artifact origin delivers garbage.
    case originCorrupt(ArtifactOrigin)
}
