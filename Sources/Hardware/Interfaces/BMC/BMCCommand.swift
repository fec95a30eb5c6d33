/// What can be asked of a server's management controller. Reading may be done by any client; the rest only by
/// one that was allowed to.
public enum BMCCommand: Hashable, Codable, Sendable {
    /// Report whether the server has power.
    case readPower
    /// Report what the server is and how it is.
    case readSystem
    /// Report what its sensors measure.
    case readSensors
    /// Report the versions of its firmware.
    case readFirmware
    /// Switch the server's power. Nothing happens if it is as wanted already.
    case setPower(PowerState)
    /// Reset the server in one of the ways that it allows.
    case reset(ResetType)
    /// Choose what it boots from.
    case setBoot(BootOverride)
    /// Put the image at this address into the virtual drive.
    case insertMedia(String)
    /// Empty the virtual drive.
    case ejectMedia

    /// Whether it changes nothing.
    public var isRead: Bool {
        switch self {
        case .readPower, .readSystem, .readSensors, .readFirmware: true
        case .setPower, .reset, .setBoot, .insertMedia, .ejectMedia: false
        }
    }
}
