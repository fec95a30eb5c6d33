import HardwareInterfaces

/// What a host told.
struct HostProbe: ProbeResult {
    var facts: HostFacts?
    var devices: [BlockDevice] = []
    var health: [SMARTReport] = []
    var interfaces: [NetworkInterface] = []
    var failures: [String] = []

    var isTold: Bool { facts != nil || !devices.isEmpty || !health.isEmpty || !interfaces.isEmpty }

    var text: String {
        var lines = ["this machine"]
        if let facts {
            lines += ReportText.facts([
                ("system", facts.distribution), ("kernel", facts.kernel),
                ("next kernel", facts.installedKernel == facts.kernel ? nil : facts.installedKernel),
                ("reboot is due", ReportText.yes(facts.isRebootRequired)),
            ])
        }
        lines += ReportText.section("disks", deviceTable)
        lines += ReportText.section("health of disks", healthTable)
        lines += ReportText.section("network interfaces", interfaceTable)
        return lines.joined(separator: "\n") + "\n"
    }

    private var deviceTable: [String] {
        var table = TextTable(
            [
                "NAME", "KIND", "OF", "SIZE", "TURNS", "BUS", "MODEL", "SERIAL", "SYSTEM", "MOUNTED AT",
                "READ", "WRITTEN",
            ],
            rightAligned: [3, 10, 11])
        for device in devices {
            table.add([
                device.name, device.kind + (device.isReadOnly ? ", read-only" : ""), device.parent,
                ReportText.size(device.bytes), device.isRotating.map(ReportText.yes), device.bus,
                device.model,
                device.serial, device.fileSystem, ReportText.list(device.mounts),
                device.traffic.map { ReportText.size($0.readBytes) },
                device.traffic.map { ReportText.size($0.writtenBytes) },
            ])
        }
        return table.lines
    }

    private var healthTable: [String] {
        var table = TextTable(
            [
                "DISK", "SMART", "°C", "HOURS ON", "WORN", "MEDIA ERRORS", "REALLOCATED", "PENDING",
                "UNCORRECTABLE",
            ],
            rightAligned: [2, 3, 4, 5, 6, 7, 8])
        for report in health {
            table.add([
                report.device.name, report.smartStatus.map { $0.passed ? "passed" : "failing" } ?? "none",
                (report.temperature?.current).map { "\($0)" }, (report.powerOnTime?.hours).map { "\($0)" },
                (report.nvmeLog?.percentageUsed).map { "\($0) %" },
                (report.nvmeLog?.mediaErrors).map { "\($0)" },
                report.attributes?.raw(5).map { "\($0)" }, report.attributes?.raw(197).map { "\($0)" },
                report.attributes?.raw(198).map { "\($0)" },
            ])
        }
        return table.lines
    }

    private var interfaceTable: [String] {
        var table = TextTable(
            [
                "NAME", "KIND", "OF", "MAC", "ON", "LINK", "SPEED", "MTU", "DRIVER", "CHANGES", "RECEIVED",
                "SENT",
                "ERRORS", "DROPPED",
            ], rightAligned: [6, 7, 9, 10, 11, 12, 13])
        for interface in interfaces {
            let both = [interface.received, interface.sent].compactMap { $0 }
            table.add([
                interface.name, interface.kind, interface.master, interface.mac,
                ReportText.yes(interface.isEnabled), interface.hasLink.map { $0 ? "up" : "down" },
                interface.speed.map(ReportText.speed), interface.mtu.map { "\($0)" }, interface.driver,
                interface.linkChanges.map { "\($0)" }, interface.received.map { ReportText.size($0.bytes) },
                interface.sent.map { ReportText.size($0.bytes) },
                both.isEmpty ? nil : "\(both.reduce(0) { $0 + $1.errors })",
                both.isEmpty ? nil : "\(both.reduce(0) { $0 + $1.dropped })",
            ])
        }
        return table.lines
    }
}
