public import Simulation

/// The process of a Galera member.
public enum GaleraProcessPhase: String, CaseIterable, Sendable {
    /// There is none.
    case off
    /// It runs, its database is not open yet: it answers no query.
    case starting
    /// Its database is open.
    case running
    /// It has been asked to end, and answers no more.
    case stopping

    /// The legal transitions. Being held (SIGSTOP) is no phase: it can befall any.
    public static let table = PhaseTable<GaleraProcessPhase>([
        .off: [.starting],
        .starting: [.running, .stopping, .off],
        .running: [.stopping, .off],
        .stopping: [.off],
    ])
}
