import HardwareInterfaces
import JSON

/// Source: the manual page of ipmitool; IPMI 2.0, sections 28 (chassis), 33 (sensor data) and 34 (FRU).
extension IPMIService {
    /// The ways to reset that IPMI has, by the words of `chassis power`.
    private static let resets: [(type: ResetType, word: String)] = [
        (.on, "on"), (.forceOff, "off"), (.gracefulShutdown, "soft"), (.forceRestart, "reset"),
        (.powerCycle, "cycle"), (.nmi, "diag"),
    ]

    /// What can be booted, by the words of `chassis bootdev` and of what `chassis bootparam` answers.
    private static let devices: [(device: BootDevice, word: String, answer: String)] = [
        (.disk, "disk", "Force Boot from default Hard-Drive"), (.pxe, "pxe", "Force PXE"),
        (.virtualMedia, "cdrom", "Force Boot from CD/DVD"), (.setup, "bios", "Force Boot into BIOS Setup"),
    ]

    /// Carries out a command.
    func carryOut(_ command: BMCCommand) async throws(BMCError) -> BMCReply {
        switch command {
        case .readPower: return .power(try await readPower())
        case .readSystem: return .system(try await readSystem())
        case .readSensors: return .sensors(try await readSensors())
        case .readFirmware:
            let version = try await ask("mc", "info").value("Firmware Revision")
            return .firmware([BMCFirmware(name: "BMC", version: version)])
        case .setPower(let power):
            if try await readPower() != power {
                _ = try await ask("chassis", "power", power == .on ? "on" : "off")
            }
            return .power(power)
        case .reset(let type):
            guard let reset = Self.resets.first(where: { $0.type == type }) else {
                throw .unsupported("reset of type \(type.rawValue)")
            }
            _ = try await ask("chassis", "power", reset.word)
            return .resetBegun
        case .setBoot(let override): return .boot(try await setBoot(override))
        case .insertMedia, .ejectMedia: throw .unsupported("virtual drive by IPMI")
        }
    }

    private func readPower() async throws(BMCError) -> PowerState {
        try power(try await ask("chassis", "status"))
    }

    private func power(_ status: IPMIText) throws(BMCError) -> PowerState {
        switch status.value("System Power") {
        case "on": return .on
        case "off": return .off
        default: throw .malformed("chassis status: System Power is neither on nor off")
        }
    }

    private func readSystem() async throws(BMCError) -> BMCSystem {
        let status = try await ask("chassis", "status")
        let fru = try await optional("fru", "print", "0")
        var system = BMCSystem(name: fru?.value("Product Asset Tag") ?? device.host, power: try power(status))
        system.manufacturer = fru?.value("Product Manufacturer") ?? fru?.value("Board Mfg")
        system.model = fru?.value("Product Name") ?? fru?.value("Board Product")
        system.serial = fru?.value("Product Serial") ?? fru?.value("Board Serial")
        system.uuid = try await optional("mc", "guid")?.value("System GUID")?.lowercased()
        let faults = [
            "Power Overload", "Main Power Fault", "Power Control Fault", "Drive Fault", "Cooling/Fan Fault",
        ]
        system.health = faults.contains { status.value($0) == "true" } ? .critical : .ok
        system.boot = try await readBoot()
        system.bootable = Self.devices.map(\.device)
        system.resets = ResetType.allCases.filter { type in Self.resets.contains { $0.type == type } }
        return system
    }

    /// The boot flags: they hold only while they are said to be valid.
    private func readBoot() async throws(BMCError) -> BootOverride {
        guard let flags = try await optional("chassis", "bootparam", "get", "5"),
            !flags.contains("Boot Flag Invalid"), let answer = flags.value("Boot Device Selector"),
            let device = Self.devices.first(where: { $0.answer == answer })?.device
        else { return .none }
        return BootOverride(device, flags.contains("all future boots") ? .continuous : .once)
    }

    private func setBoot(_ override: BootOverride) async throws(BMCError) -> BootOverride {
        let word = Self.devices.first { $0.device == override.device }?.word
        guard override.duration != .disabled, let word else {
            _ = try await ask("chassis", "bootdev", "none")
            return try await readBoot()
        }
        if override.duration == .continuous {
            _ = try await ask("chassis", "bootdev", word, "options=persistent")
        } else {
            _ = try await ask("chassis", "bootdev", word)
        }
        return try await readBoot()
    }

    /// The sensors that have a full record. A repository that says it has no records must not be listed:
    /// ipmitool 1.8.19 then erases it.
    private func readSensors() async throws(BMCError) -> [BMCSensor] {
        guard let count = try await optional("sdr", "info")?.value("Record Count"), count != "0" else {
            return []
        }
        var sensors: [BMCSensor] = []
        for line in try await ask("-c", "sdr", "list", "full").lines {
            if let sensor = Self.sensor(line) { sensors.append(sensor) }
        }
        return sensors
    }

    /// A sensor of a line such as `CPU Temp,45,degrees C,ok`; a name may have commas.
    static func sensor(_ line: String) -> BMCSensor? {
        let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        guard cells.count >= 4 else { return nil }
        let quantity: BMCSensor.Quantity
        switch cells[cells.count - 2] {
        case "degrees C": quantity = .temperature
        case "RPM": quantity = .fanSpeed
        case "percent": quantity = .fanShare
        case "Watts": quantity = .power
        case "Volts": quantity = .voltage
        default: return nil
        }
        let value = cells[cells.count - 3]
        let health: BMCHealth?
        switch cells[cells.count - 1] {
        case "ok": health = .ok
        case "nc", "lnc", "unc": health = .warning
        case "cr", "nr", "lcr", "ucr", "lnr", "unr": health = .critical
        default: health = nil
        }
        return BMCSensor(
            name: cells[..<(cells.count - 3)].joined(separator: ","), quantity: quantity,
            thousandths: value.isEmpty ? nil : JSONValue.number(value).thousandths, health: health)
    }
}
