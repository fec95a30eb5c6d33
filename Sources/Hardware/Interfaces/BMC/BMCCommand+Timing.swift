extension BMCCommand {
    /// The duration that holds for every command without one of its own.
    public static let commonTiming = "bmc.command"

    /// Durations that the built-in timings lack: where a file of timings has them, these commands take as
    /// long, and until then as long as every command.
    public static let ownTimings = ["bmc.power.on", "bmc.power.off", "bmc.boot", "bmc.media"]

    /// The name of the duration that it takes; that of every command where it has none of its own.
    public var timing: String {
        switch self {
        case .setPower(.on): "bmc.power.on"
        case .setPower(.off): "bmc.power.off"
        case .setBoot: "bmc.boot"
        case .insertMedia, .ejectMedia: "bmc.media"
        case .readPower, .readSystem, .readSensors, .readFirmware, .reset: Self.commonTiming
        }
    }
}
