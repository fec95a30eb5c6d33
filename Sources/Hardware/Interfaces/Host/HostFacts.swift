/// What an operating system says of itself.
public struct HostFacts: Hashable, Codable, Sendable {
    /// The distribution, such as `ubuntu/jammy`.
    public var distribution: String
    /// The running kernel.
    public var kernel: String
    /// The kernel that the next boot starts.
    public var installedKernel: String
    /// How often it has booted; grows with each boot. Of a real host, when: Linux does not count.
    public var boots: Int
    /// Whether a module of the host OS configuration has asked for a reboot since the last one: the file
    /// `/run/day2/reboot-required`, which no boot outlives.
    /// Source: Mirantis/mosk-host-os-modules grub_settings/README.md, grub_settings/main.yaml.
    public var hasRebootRequest = false

    /// Makes the facts.
    public init(distribution: String, kernel: String, installedKernel: String, boots: Int) {
        self.distribution = distribution
        self.kernel = kernel
        self.installedKernel = installedKernel
        self.boots = boots
    }

    /// True when the running kernel is not the installed one, as `/var/run/reboot-required` says, or a module
    /// has asked for a reboot.
    public var isRebootRequired: Bool { kernel != installedKernel || hasRebootRequest }
}
