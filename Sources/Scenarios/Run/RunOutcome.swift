import Simulation

/// How a run ended.
public enum RunOutcome: Hashable, Sendable {
    /// The goal is reached.
    case completed
    /// Nothing got on for a long time, and the goal is not reached.
    case stuck
    /// The time limit came first.
    case timedOut
    /// Too many events at one instant.
    case livelocked
    /// Something does not hold that must.
    case violated(Violation)

    /// The outcome in a word.
    public var word: String {
        switch self {
        case .completed: "completed"
        case .stuck: "stuck"
        case .timedOut: "timedOut"
        case .livelocked: "livelocked"
        case .violated: "violated"
        }
    }
}

extension RunOutcome: LosslessStringConvertible {
    /// The word; a violation with its entry, property and problem: `violated at 12: PROPERTY: PROBLEM`.
    public var description: String {
        guard case .violated(let violation) = self else { return word }
        return "violated at \(violation.entry.number): \(violation.property): \(violation.problem)"
    }

    /// Reads what `description` wrote; nil when it is not that.
    public init?(_ text: String) {
        if let plain = [Self.completed, .stuck, .timedOut, .livelocked].first(where: { $0.word == text }) {
            self = plain
            return
        }
        let parts = text.split(separator: ": ", maxSplits: 2, omittingEmptySubsequences: false)
        let start = "violated at "
        guard parts.count == 3, parts[0].hasPrefix(start),
            let number = UInt32(parts[0].dropFirst(start.count))
        else { return nil }
        self = .violated(
            Violation(
                property: String(parts[1]), entry: EntryID(number: number), problem: String(parts[2])))
    }
}
