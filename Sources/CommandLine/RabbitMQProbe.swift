import HardwareInterfaces

/// What a RabbitMQ broker told.
struct RabbitMQProbe: ProbeResult {
    var address: String
    var status: RabbitMQStatus?
    var failures: [String] = []

    var isTold: Bool { status != nil }

    var text: String {
        var lines = [address]
        if let status {
            lines += ReportText.facts([
                ("RabbitMQ", status.version),
                ("alarms", ReportText.list(status.alarms.map(\.rawValue).sorted()) ?? "none"),
                ("connections", "\(status.connections)"),
                ("messages", status.messages.map { "\($0)" } ?? "none counted"),
            ])
            lines += ReportText.section("nodes", nodes(status.nodes))
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func nodes(_ nodes: [RabbitMQNode]) -> [String] {
        var table = TextTable(
            ["NAME", "RUNS", "MEMORY", "LIMIT", "DISK FREE", "LIMIT", "FILES", "LIMIT", "CUT OFF FROM"],
            rightAligned: [2, 3, 4, 5, 6, 7])
        for node in nodes {
            table.add([
                node.name, ReportText.yes(node.isRunning), node.memory.map(ReportText.size),
                node.memoryLimit.map(ReportText.size), node.diskFree.map(ReportText.size),
                node.diskFreeLimit.map(ReportText.size), node.descriptors.map { "\($0)" },
                node.descriptorLimit.map { "\($0)" }, ReportText.list(node.partitions),
            ])
        }
        return table.lines
    }
}
