public import Kubernetes
public import Simulation

extension IPaddrPhase {
    /// The legal transitions: an address that is given stays so until its object goes.
    ///
    /// Source: Mirantis/mcc-api pkg/apis/common/ipam/v1alpha1/ip_addr_types.go; the transitions are inferred.
    public static let table = PhaseTable<IPaddrPhase>([
        .none: [.active, .failed],
        .failed: [.active],
        .active: [.terminating],
    ])

    /// Goes over to `next`; traps, naming both, when that is not legal. To stay is no transition.
    public mutating func enter(_ next: IPaddrPhase) {
        guard next != self else { return }
        Self.table.check(self, next)
        self = next
    }
}
