import HardwareInterfaces
import Redfish
import Synchronization

/// Two BMCs that do at once what they are asked: `n1` is on, `n2` is off. Errors may be set.
final class ScriptedFleet: RedfishFleet {
    private struct State {
        var systems: [BMCSystem]
        var commands: [BMCCommand] = []
        var error: BMCError?
        var listeners: [Int: @Sendable ([BMCChange]) -> Void] = [:]
        var listenerCount = 0
    }

    private let state: Mutex<State>

    init() {
        let systems = ["n1", "n 2"].enumerated().map { index, name in
            var system = BMCSystem(name: name, power: index == 0 ? .on : .off)
            system.uuid = "0000000\(index)-0000-4000-8000-000000000000"
            system.bootable = [.disk, .pxe, .virtualMedia]
            system.resets = ResetType.allCases
            system.processors = 2
            system.threads = 64
            system.memory = 262_144
            system.interfaces = [.init(name: "eno1", mac: "52:54:00:00:00:01", speed: 25_000, hasLink: true)]
            system.drives = [
                .init(
                    name: "sda", model: "M", serial: "S\"1", bytes: 480_000_000_000, media: "SSD",
                    bus: "SATA",
                    health: .critical)
            ]
            return system
        }
        state = Mutex(State(systems: systems))
    }

    var systems: [BMCSystem] { state.withLock { $0.systems } }
    var commands: [BMCCommand] { state.withLock { $0.commands } }
    /// How many listen.
    var listeners: Int { state.withLock { $0.listeners.count } }

    /// Lets all commands fail.
    func fail(_ error: BMCError?) { state.withLock { $0.error = error } }

    /// Changes a system, without a command, and tells who listens.
    func change(_ host: Int, _ change: (inout BMCSystem) -> Void) {
        let (told, listeners) = state.withLock { state in
            let before = state.systems[host]
            change(&state.systems[host])
            let told = BMCChange(
                host: host, time: civilTime(), before: before, after: state.systems[host])
            return (told, state.listeners.values.map { $0 })
        }
        for listener in listeners { listener([told]) }
    }

    func civilTime() -> String { "2026-01-03T22:00:00Z" }

    func watch(_ listener: @escaping @Sendable ([BMCChange]) -> Void) -> Int {
        state.withLock { state in
            state.listenerCount += 1
            state.listeners[state.listenerCount] = listener
            return state.listenerCount
        }
    }

    func unwatch(_ number: Int) { state.withLock { $0.listeners[number] = nil } }

    func perform(
        _ command: BMCCommand, host: Int, reply: @escaping @Sendable (Result<BMCReply, BMCError>) -> Void
    ) {
        reply(state.withLock { Self.perform(command, host: host, &$0) })
    }

    private static func perform(
        _ command: BMCCommand, host: Int, _ state: inout State
    ) -> Result<BMCReply, BMCError> {
        if !command.isRead { state.commands.append(command) }
        if let error = state.error { return .failure(error) }
        switch command {
        case .readSystem: return .success(.system(state.systems[host]))
        case .readPower: return .success(.power(state.systems[host].power))
        case .readSensors:
            return .success(
                .sensors([
                    BMCSensor(name: "Inlet", quantity: .temperature, thousandths: 22_500, health: .ok),
                    BMCSensor(name: "CPU1", quantity: .temperature, thousandths: nil, health: .ok),
                    BMCSensor(name: "Fan1", quantity: .fanSpeed, thousandths: 5_000_000, health: .ok),
                    BMCSensor(name: "Power", quantity: .power, thousandths: -50, health: .ok),
                ]))
        case .readFirmware:
            return .success(.firmware(["BIOS", "BMC"].map { BMCFirmware(name: $0, version: "1.2.3") }))
        case .setPower(let power): state.systems[host].power = power
        case .reset(let type): state.systems[host].power = type == .forceOff ? .off : .on
        case .setBoot(let boot): state.systems[host].boot = boot
        case .insertMedia(let image): state.systems[host].media = image
        case .ejectMedia: state.systems[host].media = nil
        }
        return .success(.resetBegun)
    }
}
