import Kubernetes

/// Why somebody waits for somebody else: one of the sentences of a table, with what is particular in it.
public struct WaitRule: Hashable, Sendable {
    /// Which sentence it is.
    public let form: Form
    /// What the journal says.
    public let text: String

    /// A sentence with its parts in the places that the form leaves open, in order: as many as there are.
    public init(_ form: Form, _ parts: String...) {
        self.form = form
        guard !parts.isEmpty else {
            assert(form.pieces.count == 1, "\(form) leaves places open")
            text = form.rawValue
            return
        }
        let pieces = form.pieces
        precondition(pieces.count == parts.count + 1, "\(form) leaves \(pieces.count - 1) places open")
        text = zip(pieces, parts).reduce("") { $0 + $1.0 + $1.1 } + pieces[parts.count]
    }

    /// The wait for a lock on a node that is not inactive.
    static func nodeLock(_ state: WorkloadLockState) -> WaitRule {
        WaitRule(state == .failed ? .nodeLockFailed : .nodeLocked)
    }

    /// What a journal says, of the first form that it fits.
    public init(reading text: String) {
        form = Form(rawValue: text) ?? Form.allCases.first { $0.fits(text) } ?? .message
        self.text = text
    }
}
