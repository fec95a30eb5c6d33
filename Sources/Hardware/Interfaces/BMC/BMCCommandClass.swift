/// The classes of commands that change something at a BMC: each is allowed by its name.
public enum BMCCommandClass: String, Hashable, Codable, CaseIterable, Sendable {
    /// Switching the power, and resets.
    case power
    /// What the server boots from.
    case boot
    /// The image in the virtual drive.
    case media
}

extension BMCCommand {
    /// The class that must be allowed; nil for what only reads.
    public var commandClass: BMCCommandClass? {
        switch self {
        case .readPower, .readSystem, .readSensors, .readFirmware: nil
        case .setPower, .reset: .power
        case .setBoot: .boot
        case .insertMedia, .ejectMedia: .media
        }
    }

    /// In a few words.
    public var summary: String {
        switch self {
        case .readPower: "read the power"
        case .readSystem: "read the system"
        case .readSensors: "read the sensors"
        case .readFirmware: "read the firmware"
        case .setPower(let power): "switch the power \(power.rawValue)"
        case .reset(let type): "reset by \(type.rawValue)"
        case .setBoot(let override):
            override.duration == .disabled
                ? "boot in its own order"
                : "boot from \(override.device.rawValue), \(override.duration.rawValue)"
        case .insertMedia(let image): "insert \(image)"
        case .ejectMedia: "empty the virtual drive"
        }
    }
}
