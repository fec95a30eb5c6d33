/// What a BMC answers.
public enum BMCReply: Hashable, Codable, Sendable {
    /// The server's power is, or is being switched to, this.
    case power(PowerState)
    /// The server is this.
    case system(BMCSystem)
    /// The sensors measure this.
    case sensors([BMCSensor])
    /// The firmware has these versions.
    case firmware([BMCFirmware])
    /// The reset has begun.
    case resetBegun
    /// The server boots from this.
    case boot(BootOverride)
    /// The virtual drive holds the image of this address; nil when it is empty.
    case media(String?)
}
