extension BMCReply {
    /// In a few words.
    public var summary: String {
        switch self {
        case .power(let power): "power \(power.rawValue)"
        case .system(let system): "system \(system.name), power \(system.power.rawValue)"
        case .sensors(let sensors): "\(sensors.count) sensors"
        case .firmware(let firmware): "firmware of \(firmware.count) parts"
        case .resetBegun: "the reset has begun"
        case .boot(let override): BMCCommand.setBoot(override).summary
        case .media(let image): image.map { "\($0) is in the virtual drive" } ?? "the virtual drive is empty"
        }
    }
}
