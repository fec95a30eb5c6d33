import HardwareInterfaces
import Redfish

/// Two BMCs that do at once what they are asked: `n1` is on, `n2` is off. Errors may be set.
actor ScriptedFleet: RedfishFleet {
    private(set) var systems: [BMCSystem]
    private(set) var commands: [BMCCommand] = []
    private var error: BMCError?

    init() {
        systems = ["n1", "n 2"].enumerated().map { index, name in
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
    }

    /// Lets all commands fail.
    func fail(_ error: BMCError?) { self.error = error }

    func civilTime() -> String { "2026-01-03T22:00:00Z" }

    func perform(_ command: BMCCommand, host: Int) -> Result<BMCReply, BMCError> {
        if !command.isRead { commands.append(command) }
        if let error { return .failure(error) }
        switch command {
        case .readSystem: return .success(.system(systems[host]))
        case .readPower: return .success(.power(systems[host].power))
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
        case .setPower(let power): systems[host].power = power
        case .reset(let type): systems[host].power = type == .forceOff ? .off : .on
        case .setBoot(let boot): systems[host].boot = boot
        case .insertMedia(let image): systems[host].media = image
        case .ejectMedia: systems[host].media = nil
        }
        return .success(.resetBegun)
    }
}
