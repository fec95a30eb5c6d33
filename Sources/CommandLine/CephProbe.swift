import HardwareInterfaces

/// What a Ceph cluster told.
struct CephProbe: ProbeResult {
    /// Lines of detail that are shown of each check.
    static let detailLimit = 5

    var status: CephStatus?
    var health: CephHealth?
    var osds: [CephOSD] = []
    var pools: [CephPool] = []
    var failures: [String] = []

    var isTold: Bool { status != nil }

    var text: String {
        var lines: [String] = []
        if let status {
            lines += [status.fsid] + facts(status)
            lines += checks(health ?? status.health)
            lines += ReportText.section("placement groups", groups(status))
        }
        lines += ReportText.section("OSDs", osdTable)
        lines += ReportText.section("pools", poolTable)
        return lines.joined(separator: "\n") + "\n"
    }

    private func facts(_ status: CephStatus) -> [String] {
        let agreeing = ReportText.list(status.quorum) ?? "none"
        return ReportText.facts([
            ("health", status.health.status.rawValue),
            ("monitors", "\(status.monitors), of which agree: \(agreeing)"),
            ("manager", status.hasManager ? nil : "none, so that what follows may be old"),
            ("OSDs", "\(status.osds), \(status.osdsUp) up, \(status.osdsIn) in"),
            ("data", "\(ReportText.size(status.dataBytes)) in \(Self.count(status.objects, "object"))"),
            ("disks", "\(ReportText.size(status.usedBytes)) of \(ReportText.size(status.totalBytes)) used"),
            ("degraded", status.degradedObjects > 0 ? "\(status.degradedObjects) copies missing" : nil),
            ("misplaced", status.misplacedObjects > 0 ? "\(status.misplacedObjects) copies" : nil),
        ])
    }

    private static func count(_ number: Int64, _ word: String) -> String {
        "\(number) \(word)\(number == 1 ? "" : "s")"
    }

    private func checks(_ health: CephHealth) -> [String] {
        var lines: [String] = []
        for check in health.checks {
            lines.append(
                "  \(check.code) (\(check.severity.rawValue)\(check.isMuted ? ", muted" : "")): \(check.summary)"
            )
            lines += check.detail.prefix(Self.detailLimit).map { "    \($0)" }
            let more = check.detail.count - Self.detailLimit
            if more > 0 { lines.append("    and \(more) more") }
        }
        return lines.isEmpty ? [] : ["", "checks"] + lines
    }

    private func groups(_ status: CephStatus) -> [String] {
        var table = TextTable(["COUNT", "STATE"], rightAligned: [0])
        for group in status.groups { table.add(["\(group.count)", group.state]) }
        return table.lines
    }

    private var osdTable: [String] {
        var table = TextTable(
            ["OSD", "PLACE", "CLASS", "UP", "IN", "USED", "SIZE", "GROUPS"], rightAligned: [0, 5, 6, 7])
        for osd in osds {
            table.add([
                "\(osd.id)", osd.place.isEmpty ? nil : osd.place.joined(separator: "/"), osd.deviceClass,
                ReportText.yes(osd.isUp), ReportText.yes(osd.isIn), osd.usedBytes.map(ReportText.size),
                osd.bytes.map(ReportText.size), osd.groups.map { "\($0)" },
            ])
        }
        return table.lines
    }

    private var poolTable: [String] {
        var table = TextTable(["POOL", "OBJECTS", "DATA", "ON DISKS", "FREE"], rightAligned: [1, 2, 3, 4])
        for pool in pools {
            table.add([
                pool.name, "\(pool.objects)", ReportText.size(pool.storedBytes),
                ReportText.size(pool.usedBytes), ReportText.size(pool.freeBytes),
            ])
        }
        return table.lines
    }
}
