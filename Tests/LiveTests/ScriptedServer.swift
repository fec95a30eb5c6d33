import HardwareInterfaces
import Simulation

/// A server with a BMC that does as a test has written.
struct ScriptedServer: Sendable {
    /// One answer, so long after the question.
    struct Answer: Sendable {
        var delay: SimDuration
        var result: Result<BMCReply, BMCError>
    }

    var power = PowerState.off
    var media: String?
    var boot = BootOverride.none
    /// What it was asked, in order.
    private(set) var asked: [BMCCommand] = []
    /// Answers that come instead of its own, by the place of the question.
    var script: @Sendable (Int, BMCCommand) -> [Answer]? = { _, _ in nil }

    /// What comes of a command: usually one answer after a second.
    mutating func answers(to command: BMCCommand) -> [Answer] {
        asked.append(command)
        if let answers = script(asked.count, command) { return answers }
        return [Answer(delay: .seconds(1), result: .success(reply(to: command)))]
    }

    /// Does what it is told.
    mutating func reply(to command: BMCCommand) -> BMCReply {
        switch command {
        case .readPower: return .power(power)
        case .readSystem:
            var system = BMCSystem(name: "one", power: power)
            system.threads = 16
            system.memory = 65536
            system.interfaces = [
                BMCSystem.Interface(name: "NIC.1", mac: "52:54:00:00:00:01", speed: 25000, hasLink: true)
            ]
            return .system(system)
        case .readSensors: return .sensors([])
        case .readFirmware: return .firmware([])
        case .setPower(let wanted):
            power = wanted
            return .power(power)
        case .reset: return .resetBegun
        case .setBoot(let override):
            boot = override
            return .boot(boot)
        case .insertMedia(let image):
            media = image
            return .media(media)
        case .ejectMedia:
            media = nil
            return .media(nil)
        }
    }

    /// What it was asked to change, in order.
    var changes: [BMCCommand] { asked.filter { !$0.isRead } }
}

extension ScriptedServer.Answer {
    /// An answer that comes after a second.
    static func soon(_ result: Result<BMCReply, BMCError>) -> Self {
        Self(delay: .seconds(1), result: result)
    }
}
