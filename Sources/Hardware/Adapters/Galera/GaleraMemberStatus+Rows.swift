import HardwareInterfaces

extension GaleraMemberStatus {
    /// What a counter is that has no value.
    private static let undefined = "18446744073709551615"

    /// The status that `SHOW STATUS` gives as rows of a name and a value. A database whose provider is not
    /// loaded has none.
    init(rows text: String) throws(GaleraError) {
        self.init()
        let rows = try WsrepRows(text)
        guard rows.has("wsrep_local_state") else {
            throw .unsupported("the database is not in a Galera cluster")
        }
        clusterStatus = try rows.word("wsrep_cluster_status")
        clusterSize = Int(try rows.whole("wsrep_cluster_size"))
        if try rows.text("wsrep_cluster_conf_id") != Self.undefined, clusterStatus == .primary {
            configurationID = try rows.whole("wsrep_cluster_conf_id")
        }
        localState = try Self.state(rows)
        isReady = try rows.isOn("wsrep_ready")
        isConnected = try rows.isOn("wsrep_connected")
        // A provider that is closed has no group protocol.
        if rows.has("wsrep_evs_state") { evsState = try rows.word("wsrep_evs_state") }
        if try rows.text("wsrep_local_index") != Self.undefined, clusterStatus == .primary {
            localIndex = Int(try rows.whole("wsrep_local_index"))
        }
        lastCommitted = try rows.whole("wsrep_last_committed")
        receiveQueue = try rows.whole("wsrep_local_recv_queue")
    }

    /// The local state by its number; the comment says how far a joiner is.
    ///
    /// Source: codership/galera galera/src/replicator_smm_stats.cpp (`state2stats`).
    private static func state(_ rows: WsrepRows) throws(GaleraError) -> LocalState {
        switch try rows.whole("wsrep_local_state") {
        case 0: return .initialized
        case 1:
            let comment = try rows.text("wsrep_local_state_comment")
            return comment == LocalState.receivingTransfer.rawValue ? .receivingTransfer : .joining
        case 2: return .donor
        case 3: return .joined
        case 4: return .synced
        default: throw .malformed("wsrep_local_state is \(try rows.whole("wsrep_local_state"))")
        }
    }
}

/// Variables of a database by their names.
private struct WsrepRows {
    private var values: [String: String] = [:]

    init(_ text: String) throws(GaleraError) {
        for line in text.split(whereSeparator: \.isNewline) {
            let cells = line.split(separator: "\t", maxSplits: 1, omittingEmptySubsequences: false)
            guard cells.count == 2 else { throw .malformed("a row without a value: \(line)") }
            values[String(cells[0])] = String(cells[1])
        }
    }

    func has(_ name: String) -> Bool { values[name] != nil }

    func text(_ name: String) throws(GaleraError) -> String {
        guard let value = values[name] else { throw .malformed("there is no \(name)") }
        return value
    }

    func whole(_ name: String) throws(GaleraError) -> Int64 {
        let text = try text(name)
        guard let number = Int64(text) else { throw wrong(name, text) }
        return number
    }

    func isOn(_ name: String) throws(GaleraError) -> Bool {
        switch try text(name) {
        case "ON": return true
        case "OFF": return false
        case let text: throw wrong(name, text)
        }
    }

    func word<Word: RawRepresentable<String>>(_ name: String) throws(GaleraError) -> Word {
        let text = try text(name)
        guard let word = Word(rawValue: text) else { throw wrong(name, text) }
        return word
    }

    private func wrong(_ name: String, _ text: String) -> GaleraError {
        .malformed("\(name) is \(text.isEmpty ? "empty" : text)")
    }
}
