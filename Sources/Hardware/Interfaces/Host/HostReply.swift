/// What a host answers.
public enum HostReply: Hashable, Codable, Sendable {
    /// The facts as they are.
    case facts(HostFacts)
    /// The health of the disks, in their order.
    case disks([SMARTReport])
    /// The block devices.
    case blockDevices([BlockDevice])
    /// The network interfaces.
    case interfaces([NetworkInterface])
    /// The packages are installed.
    case packagesInstalled(HostFacts)
    /// The run ended with this exit code.
    case exited(Int32)
    /// The agent runs at this version.
    case agentInstalled(version: String)
    /// The reboot begins.
    case rebooting
}
