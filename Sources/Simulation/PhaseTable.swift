/// The legal transitions of a state machine, in one table.
public struct PhaseTable<Phase: Hashable & Sendable & RawRepresentable<String>>: Sendable {
    private let legal: [Phase: Set<Phase>]

    /// A table from rows `phase: phases that may follow`.
    public init(_ rows: [Phase: Set<Phase>]) { legal = rows }

    /// Whether `next` may follow `phase`.
    public func allows(_ phase: Phase, _ next: Phase) -> Bool { legal[phase]?.contains(next) ?? false }

    /// Traps, naming both phases, unless `next` may follow `phase`.
    public func check(_ phase: Phase, _ next: Phase) {
        precondition(
            allows(phase, next), "illegal transition from \(Self.name(phase)) to \(Self.name(next))")
    }

    private static func name(_ phase: Phase) -> String { phase.rawValue.isEmpty ? "none" : phase.rawValue }
}
