/// What can be asked of a server's management controller.
public enum BMCCommand: Hashable, Codable, Sendable {
    /// Report whether the server has power.
    case readPower
    /// Switch the server's power.
    case setPower(PowerState)
    /// Choose what the next boot starts from.
    case setBootDevice(BootDevice)
}
