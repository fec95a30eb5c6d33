public import Simulation

/// The phase of a simulated container runtime.
public enum ContainerRuntimePhase: String, CaseIterable, Sendable {
    /// Its host does not run.
    case stopped
    /// The daemon and its containers come up.
    case starting
    /// Containers run.
    case running
    /// The daemon does not answer, its containers stand still.
    case hung

    /// The legal transitions.
    public static let table = PhaseTable<ContainerRuntimePhase>([
        .stopped: [.starting],
        .starting: [.running, .stopped, .hung],
        .running: [.starting, .stopped, .hung],
        .hung: [.starting, .running, .stopped],
    ])
}
