import Foundation

/// A bar for long work: drawn on a terminal, silent in a pipe.
final class ProgressBar: @unchecked Sendable {
    private let label: String
    private let total: Int
    private let isShown = Output.isErrorTerminal
    private let lock = NSLock()
    private var drawn = -1

    init(_ label: String, total: Int) {
        self.label = label
        self.total = max(total, 1)
    }

    /// Says that so much is done.
    func update(_ done: Int) {
        guard isShown else { return }
        lock.withLock {
            let cells = done * 30 / total
            guard cells != drawn || done == total else { return }
            drawn = cells
            let bar = String(repeating: "█", count: cells) + String(repeating: "░", count: 30 - cells)
            Output.draw("\r\(label) \(bar) \(done)/\(total)")
        }
    }

    /// Takes the bar away.
    func finish() {
        guard isShown else { return }
        Output.draw("\r\u{1B}[2K")
    }
}
