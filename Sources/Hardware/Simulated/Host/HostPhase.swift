public import Simulation

/// The phase of a simulated host.
public enum HostPhase: String, CaseIterable, Sendable {
    /// Without power.
    case off
    /// Power-on self test of the firmware.
    case posting
    /// A ramdisk comes over the network or from the BMC's virtual drive.
    case loading
    /// A ramdisk runs: over the network the agent's, which does what Ironic asks.
    case ramdisk
    /// From the boot loader to a running system.
    case booting
    /// The operating system runs.
    case running
    /// Shutting down before a reboot.
    case stopping
    /// Powered, but nothing runs: a hang or a panic.
    case hung
    /// Powered, but no device has anything to boot.
    case unbootable

    /// The legal transitions. Power can fail at any time; a hang can only follow what runs.
    public static let table = PhaseTable<HostPhase>([
        .off: [.posting],
        .posting: [.loading, .booting, .off, .hung, .unbootable],
        .loading: [.ramdisk, .booting, .off, .hung, .unbootable],
        .ramdisk: [.off, .hung],
        .booting: [.running, .off, .hung],
        .running: [.stopping, .off, .hung],
        .stopping: [.posting, .off, .hung],
        .hung: [.off, .posting],
        .unbootable: [.off, .posting],
    ])
}
