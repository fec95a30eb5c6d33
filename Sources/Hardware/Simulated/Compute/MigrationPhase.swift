public import Simulation

/// How far a move is.
public enum MigrationPhase: String, CaseIterable, Sendable {
    /// The hosts prepare for it.
    case preparing
    /// Memory is copied while the instance runs.
    case copying
    /// The instance stands still for the rest.
    case switching
    /// It is over, one way or the other.
    case over

    /// The legal transitions. A host may fail at any time.
    public static let table = PhaseTable<MigrationPhase>([
        .preparing: [.copying, .over],
        .copying: [.copying, .switching, .over],
        .switching: [.over],
        .over: [],
    ])
}
