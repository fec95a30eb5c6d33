public import Kubernetes
public import Simulation

extension UpdateStepState {
    /// The legal transitions.
    /// Source: pages "Granularly update a managed cluster", "Configure update auto-pause".
    public static let table = PhaseTable<UpdateStepState>([
        .notStarted: [.scheduled, .inProgress],
        .scheduled: [.inProgress, .notStarted],
        .inProgress: [.completed, .autoPaused, .stuck],
        .autoPaused: [.inProgress, .completed],
        .stuck: [.inProgress, .completed],
    ])

    /// Whether `next` may follow this state.
    public func allows(_ next: UpdateStepState) -> Bool { Self.table.allows(self, next) }

    /// Goes over to `next`; traps, naming both, when that is not legal.
    public mutating func enter(_ next: UpdateStepState) {
        Self.table.check(self, next)
        self = next
    }
}
