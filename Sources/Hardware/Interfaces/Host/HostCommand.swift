/// What an agent asks of the operating system that it runs on.
public enum HostCommand: Hashable, Codable, Sendable {
    /// Report kernel, distribution, boot time and whether a reboot is due.
    case readFacts
    /// Report the health of all disks, as `smartctl` does.
    case readDisks
    /// Report the block devices: disks, and what is made of them.
    case readBlockDevices
    /// Report the network interfaces.
    case readInterfaces
    /// Install the packages of a release, among them perhaps a kernel. Downloads are in the local cache by
    /// then.
    case installPackages(distribution: String, kernel: String)
    /// Run a playbook or script called `name` at `version` to its end. `attempt` counts from 1.
    case run(name: String, version: String, attempt: Int)
    /// Configure the operating system by a module, which may leave word that a reboot is due. `attempt`
    /// counts from 1.
    case configure(module: String, version: String, attempt: Int, requestsReboot: Bool)
    /// Replace the LCM agent by `version` and restart it.
    case installAgent(version: String)
    /// Shut down in good order and start again. The reply says that it was accepted, not that it is done.
    case reboot
}
