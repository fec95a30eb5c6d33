/// The phase of a simulated host.
public enum HostPhase: String, CaseIterable, Sendable {
    /// Without power.
    case off
    /// Power-on self test of the firmware.
    case posting
    /// From the boot loader to a running system.
    case booting
    /// The operating system runs.
    case running
    /// Shutting down before a reboot.
    case stopping
    /// Powered, but nothing runs: a hang or a panic.
    case hung

    /// The legal transitions. Power can fail at any time; a hang can only follow what runs.
    public static let table = PhaseTable<HostPhase>([
        .off: [.posting],
        .posting: [.booting, .off, .hung],
        .booting: [.running, .off, .hung],
        .running: [.stopping, .off, .hung],
        .stopping: [.posting, .off, .hung],
        .hung: [.off, .posting],
    ])
}
