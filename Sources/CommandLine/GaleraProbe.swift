import HardwareInterfaces

/// What a member of a Galera cluster told.
struct GaleraProbe: ProbeResult {
    var address: String
    var status: GaleraMemberStatus?
    var failures: [String] = []

    var isTold: Bool { status != nil }

    var text: String {
        var lines = [address]
        if let status {
            lines += ReportText.facts([
                ("component", Self.component(status)), ("state", status.localState.rawValue),
                ("takes queries", ReportText.yes(status.isReady)),
                ("connected", ReportText.yes(status.isConnected)),
                ("group", status.evsState.rawValue.lowercased()),
                ("last write", "\(status.lastCommitted)"),
                ("to be applied", "\(status.receiveQueue)"),
            ])
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func component(_ status: GaleraMemberStatus) -> String {
        guard status.clusterStatus != .disconnected else { return "none" }
        var words = [status.clusterStatus.rawValue]
        words.append(status.clusterSize == 1 ? "1 member" : "\(status.clusterSize) members")
        if let index = status.localIndex { words.append("this is number \(index)") }
        if let change = status.configurationID { words.append("change \(change)") }
        return words.joined(separator: ", ")
    }
}
