public import Kubernetes
public import Simulation

extension PrepareDeletionPhase {
    /// The legal transitions.
    /// Source: page "Delete a cluster machine using CLI" (values of prepareDeletionPhase). That a deletion
    /// may be asked for anew while the last one is taken back is inferred.
    public static let table = PhaseTable<PrepareDeletionPhase>([
        .none: [.started],
        .started: [.completed, .aborting],
        .aborting: [.none, .failed, .started],
        .failed: [.none, .started],
    ])

    /// Whether `next` may follow this phase.
    public func allows(_ next: PrepareDeletionPhase) -> Bool { Self.table.allows(self, next) }

    /// Goes over to `next`; traps, naming both, when that is not legal.
    public mutating func enter(_ next: PrepareDeletionPhase) {
        Self.table.check(self, next)
        self = next
    }
}
