/// What is seen at present, in the order of signals and names.
struct OpenSignals: Sendable {
    private(set) var spans: [SignalSpan] = []
    /// How often something began or ended.
    private(set) var changes = 0

    /// Takes in what begins; what is seen already goes on as it is.
    mutating func insert(_ span: SignalSpan) {
        let place = place(of: span.signal, span.name)
        guard !isThere(span.signal, span.name, place) else { return }
        spans.insert(span, at: place)
        changes += 1
    }

    /// Takes out what ends; nil when it was not seen.
    mutating func remove(_ signal: AlertRow.Signal, _ name: String) -> SignalSpan? {
        let place = place(of: signal, name)
        guard isThere(signal, name, place) else { return nil }
        changes += 1
        return spans.remove(at: place)
    }

    private func isThere(_ signal: AlertRow.Signal, _ name: String, _ place: Int) -> Bool {
        place < spans.count && spans[place].signal == signal && spans[place].name == name
    }

    /// Where a signal of a name is, or would be.
    private func place(of signal: AlertRow.Signal, _ name: String) -> Int {
        var (low, high) = (0, spans.count)
        while low < high {
            let middle = (low + high) / 2
            let isBefore = (spans[middle].signal.rawValue, spans[middle].name) < (signal.rawValue, name)
            if isBefore { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
