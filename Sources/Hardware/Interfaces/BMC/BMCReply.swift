/// What a BMC answers.
public enum BMCReply: Hashable, Codable, Sendable {
    /// The server's power is, or is being switched to, this.
    case power(PowerState)
    /// The next boot starts from this.
    case bootDevice(BootDevice)
}
