import HardwareInterfaces

extension HostCommand {
    /// Whether it writes to the root disk. A playbook does: guess.
    var writes: Bool {
        switch self {
        case .installPackages, .run, .configure, .installAgent: true
        case .readFacts, .readDisks, .readBlockDevices, .readInterfaces, .reboot: false
        }
    }
}
