public import Simulation

/// The state of a member's connection to its group, as its log calls it ("Shifting OPEN -> PRIMARY").
public enum GaleraConnectionPhase: String, CaseIterable, Sendable {
    case closed
    /// Connected, and no primary component yet.
    case open
    /// In a primary component, its state not compared yet.
    case primary
    case joiner
    case donor
    case joined
    case synced

    /// The legal transitions. Source: codership/galera gcs/src/gcs.cpp, matrix `allowed`.
    public static let table = PhaseTable<GaleraConnectionPhase>([
        .closed: [.open],
        .open: [.primary, .closed],
        .primary: [.primary, .joiner, .open, .closed],
        .joiner: [.joined, .primary, .open, .closed],
        .joined: [.synced, .donor, .primary, .open, .closed],
        .synced: [.donor, .primary, .open, .closed],
        .donor: [.donor, .joined, .primary, .open, .closed],
    ])
}
