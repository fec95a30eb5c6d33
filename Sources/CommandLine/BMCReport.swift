import HardwareInterfaces

/// What a BMC told, for people.
enum BMCReport {
    /// The whole of it.
    static func text(_ probe: BMCProbe) -> String {
        var lines = [probe.address]
        if let system = probe.system {
            lines += facts(system)
            lines += ReportText.section("network interfaces", interfaces(system))
            lines += ReportText.section("drives", drives(system))
        }
        lines += ReportText.section("sensors", sensors(probe.sensors))
        lines += ReportText.section("firmware", firmware(probe.firmware))
        return lines.joined(separator: "\n") + "\n"
    }

    private static func facts(_ system: BMCSystem) -> [String] {
        var facts: [(name: String, value: String?)] = [("server", system.name)]
        facts.append(("maker", system.manufacturer))
        facts.append(("model", system.model))
        facts.append(("serial", system.serial))
        facts.append(("identity", system.uuid))
        facts.append(("BIOS", system.biosVersion))
        facts.append(("power", system.power.rawValue))
        facts.append(("health", system.health?.rawValue))
        facts.append(("processors", processors(system)))
        facts.append(("memory", system.memory.map(memory)))
        facts.append(("boots from", boot(system.boot)))
        facts.append(("can boot", ReportText.list(system.bootable.map(words))))
        facts.append(("virtual drive", system.media))
        facts.append(("resets", ReportText.list(system.resets.map(\.rawValue))))
        return ReportText.facts(facts)
    }

    private static func processors(_ system: BMCSystem) -> String? {
        var parts: [String] = []
        if let count = system.processors { parts.append("\(count)" + (system.processor == nil ? "" : " ×")) }
        if let model = system.processor { parts.append(model) }
        var text = parts.joined(separator: " ")
        if let threads = system.threads { text += (text.isEmpty ? "" : ", ") + "\(threads) threads" }
        return text.isEmpty ? nil : text
    }

    private static func memory(_ mebibytes: Int64) -> String {
        mebibytes % 1024 == 0 ? "\(mebibytes / 1024) GiB" : "\(mebibytes) MiB"
    }

    private static func words(_ device: BootDevice) -> String {
        switch device {
        case .disk: "disk"
        case .pxe: "network (PXE)"
        case .virtualMedia: "virtual drive"
        case .setup: "firmware setup"
        }
    }

    private static func boot(_ override: BootOverride) -> String {
        switch override.duration {
        case .disabled: "its own order"
        case .once: "\(words(override.device)), once"
        case .continuous: "\(words(override.device)), until told otherwise"
        }
    }

    private static func interfaces(_ system: BMCSystem) -> [String] {
        var table = TextTable(["NAME", "MAC", "SPEED", "LINK"], rightAligned: [2])
        for interface in system.interfaces {
            let speed = interface.speed.map(ReportText.speed)
            table.add([interface.name, interface.mac, speed, interface.hasLink.map { $0 ? "up" : "down" }])
        }
        return table.lines
    }

    private static func drives(_ system: BMCSystem) -> [String] {
        var table = TextTable(
            ["NAME", "MODEL", "SERIAL", "SIZE", "TYPE", "BUS", "HEALTH"], rightAligned: [3])
        for drive in system.drives {
            table.add([
                drive.name, drive.model, drive.serial, drive.bytes.map(ReportText.size), drive.media,
                drive.bus,
                drive.health?.rawValue,
            ])
        }
        return table.lines
    }

    private static func sensors(_ sensors: [BMCSensor]) -> [String] {
        var table = TextTable(["NAME", "READING", "UNIT", "HEALTH"], rightAligned: [1])
        for sensor in sensors {
            table.add([
                sensor.name, sensor.thousandths.map(decimal), unit(sensor.quantity), sensor.health?.rawValue,
            ])
        }
        return table.lines
    }

    private static func unit(_ quantity: BMCSensor.Quantity) -> String {
        switch quantity {
        case .temperature: "°C"
        case .fanSpeed: "rpm"
        case .fanShare: "%"
        case .power: "W"
        case .voltage: "V"
        }
    }

    /// Thousandths as a decimal without needless places.
    private static func decimal(_ thousandths: Int64) -> String {
        let rest = abs(thousandths % 1000)
        var text = (thousandths < 0 ? "-" : "") + "\(abs(thousandths / 1000))"
        guard rest != 0 else { return text }
        text += "." + String("\(1000 + rest)".dropFirst())
        while text.hasSuffix("0") { text.removeLast() }
        return text
    }

    private static func firmware(_ firmware: [BMCFirmware]) -> [String] {
        var table = TextTable(["NAME", "VERSION"])
        for item in firmware { table.add([item.name, item.version]) }
        return table.lines
    }
}
