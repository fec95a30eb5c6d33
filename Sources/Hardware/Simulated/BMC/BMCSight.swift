import HardwareInterfaces
import Simulation

/// All that the answers of a BMC follow from, beside its host's name and the run's seed, which stay: as long
/// as it is the same, so are they. What nobody knows is drawn from the stream of the host's name.
public struct BMCSight: Hashable, Sendable {
    /// The power as it is told.
    var power: PowerState
    /// Whether the server is on, whatever is told.
    var isOn: Bool
    /// What it boots from next.
    var boot: BootOverride
    /// The address of the image in the virtual drive.
    var media: String?
    /// What an inspection finds.
    var hardware: HardwareDetails?
    /// The disks that do not answer, by name.
    var deadDisks: [String]

    /// The answer to a command that only reads, of the host of this name.
    func answer(_ command: BMCCommand, host name: String, _ kernel: Kernel) -> BMCReply {
        let stream = kernel.random.derive("hardware.bmc").derive(name)
        return switch command {
        case .readSystem: .system(system(name, stream))
        case .readSensors: .sensors(sensors(stream.derive("sensors")))
        case .readFirmware: .firmware(firmware(stream))
        case .readPower, .setPower, .reset, .setBoot, .insertMedia, .ejectMedia: .power(power)
        }
    }

    private func system(_ name: String, _ stream: RandomStream) -> BMCSystem {
        var system = BMCSystem(name: name, power: power)
        system.uuid = Self.uuid(stream)
        // Makers, models and what a server without details has are made up: guess.
        system.manufacturer = "Twin"
        system.model = "R\(6 + stream.below(4, 2))50"
        system.serial = Self.serial(stream, 3)
        system.biosVersion = Self.version(stream, 4)
        system.boot = boot
        system.bootable = BMCSimulator.bootable
        system.resets = ResetType.allCases
        system.processor = "Twin CPU at 2.\(stream.below(10, 5)) GHz"
        let threads = hardware?.processors ?? 64
        system.threads = threads
        system.processors = threads >= 4 && threads % 4 == 0 ? 2 : 1
        system.memory = hardware?.memory ?? 262_144
        system.interfaces = interfaces(stream)
        system.drives = HostSimulator.disks(of: hardware).map { drive($0, stream.derive($0.name)) }
        system.media = media
        system.health = system.drives.contains { $0.health == .critical } ? .warning : .ok
        return system
    }

    private func interfaces(_ stream: RandomStream) -> [BMCSystem.Interface] {
        let found = hardware?.interfaces ?? []
        guard found.isEmpty else {
            return found.prefix(255).map {
                BMCSystem.Interface(
                    name: $0.name, mac: $0.mac, speed: $0.speed * 1000, hasLink: isOn)
            }
        }
        return HostSimulator.interfaces(of: hardware).enumerated().map { index, name in
            let bits = stream.derive(name).bits(0)
            let octets = [
                0x52, 0x54, 0, UInt8(truncatingIfNeeded: bits >> 8), UInt8(truncatingIfNeeded: bits),
            ]
            let mac = (octets + [UInt8(truncatingIfNeeded: index)]).map { Self.hex(UInt64($0), digits: 2) }
            return BMCSystem.Interface(
                name: name, mac: mac.joined(separator: ":"), speed: 25_000, hasLink: isOn)
        }
    }

    private func drive(_ disk: HardwareDetails.Disk, _ stream: RandomStream) -> BMCSystem.Drive {
        let type = disk.type.uppercased()
        return BMCSystem.Drive(
            name: disk.shortName, model: "TD\(1000 + stream.below(9000, 0))", serial: Self.serial(stream, 1),
            bytes: disk.bytes, media: type == "HDD" ? "HDD" : "SSD",
            bus: type == "NVME" ? "NVMe" : "SATA",
            health: deadDisks.contains(disk.shortName) ? .critical : .ok)
    }

    /// What the sensors measure: of a server that is off, only what stands on standby power. All of it is
    /// made up (guess: what an idle server with two processors shows).
    private func sensors(_ stream: RandomStream) -> [BMCSensor] {
        let isOn = power == .on
        func thousandths(_ least: Int64, _ spread: UInt64, _ draw: UInt64) -> Int64 {
            (least + Int64(stream.below(spread, draw))) * 1000
        }
        var sensors = [
            BMCSensor(
                name: "Inlet", quantity: .temperature, thousandths: thousandths(20, 6, 0), health: .ok)
        ]
        for processor in 1...2 {
            sensors.append(
                BMCSensor(
                    name: "CPU\(processor)", quantity: .temperature,
                    thousandths: isOn ? thousandths(42, 16, UInt64(processor)) : nil, health: .ok))
        }
        for fan in 1...4 {
            sensors.append(
                BMCSensor(
                    name: "Fan\(fan)", quantity: .fanSpeed,
                    thousandths: isOn ? thousandths(5000, 900, UInt64(10 + fan)) : 0, health: .ok))
        }
        sensors.append(
            BMCSensor(
                name: "Power", quantity: .power,
                thousandths: isOn ? thousandths(180, 120, 20) : thousandths(9, 6, 21), health: .ok))
        sensors.append(
            BMCSensor(
                name: "12V", quantity: .voltage, thousandths: isOn ? 11_900 + thousandths(0, 2, 22) / 10 : 0,
                health: .ok))
        return sensors
    }

    private func firmware(_ stream: RandomStream) -> [BMCFirmware] {
        [
            BMCFirmware(name: "BIOS", version: Self.version(stream, 4)),
            BMCFirmware(name: "BMC", version: Self.version(stream, 6)),
        ]
    }

    private static func version(_ stream: RandomStream, _ draw: UInt64) -> String {
        let bits = stream.bits(draw)
        return "\(1 + bits % 4).\(bits >> 8 % 20).\(bits >> 16 % 10)"
    }

    private static func serial(_ stream: RandomStream, _ draw: UInt64) -> String {
        let text = String(stream.bits(draw) >> 24, radix: 36, uppercase: true)
        return "TW" + String(repeating: "0", count: max(0, 8 - text.utf8.count)) + text
    }

    /// A random identity, version 4. Source: RFC 9562, section 5.4.
    private static func uuid(_ stream: RandomStream) -> String {
        let high = stream.bits(0) & ~0xf000 | 0x4000
        let low = stream.bits(1) & ~(3 << 62) | 1 << 63
        return [
            hex(high >> 32, digits: 8), hex(high >> 16 & 0xffff, digits: 4), hex(high & 0xffff, digits: 4),
            hex(low >> 48, digits: 4), hex(low & 0xffff_ffff_ffff, digits: 12),
        ].joined(separator: "-")
    }

    private static func hex(_ number: UInt64, digits: Int) -> String {
        let text = String(number, radix: 16)
        return String(repeating: "0", count: digits - text.utf8.count) + text
    }
}

extension BMCSimulator {
    /// What it sees of its server now.
    func sight(of host: HostSimulator) -> BMCSight {
        BMCSight(
            power: power(of: host), isOn: host.phase != .off, boot: boot, media: media,
            hardware: host.hardware,
            deadDisks: host.faults.disks.filter { $0.failures > 0 }.map(\.disk))
    }
}
