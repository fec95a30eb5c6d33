public import Kubernetes
public import Simulation

extension LCMMachineState {
    /// The legal transitions. From Ready everything may begin anew: new items, another version, a reboot;
    /// nothing goes back to Uninitialized, since a machine keeps its address. A state may be skipped, since
    /// what it stands for may be over before the controller sees it. A machine that is disabled loses its
    /// items in whatever state it is, and is in Pending until it gets new ones.
    public static let table = PhaseTable<LCMMachineState>([
        .uninitialized: [.pending, .prepare, .deploy, .reconfigure, .upgrade, .reboot, .ready],
        .pending: [.prepare, .deploy, .reconfigure, .upgrade, .reboot, .ready],
        .prepare: [.pending, .deploy, .reconfigure, .upgrade, .reboot, .ready],
        .deploy: [.pending, .prepare, .reconfigure, .upgrade, .reboot, .ready],
        .reconfigure: [.pending, .prepare, .deploy, .upgrade, .reboot, .ready],
        .upgrade: [.pending, .prepare, .deploy, .reconfigure, .reboot, .ready],
        .reboot: [.pending, .prepare, .deploy, .reconfigure, .upgrade, .ready],
        .ready: [.pending, .prepare, .deploy, .reconfigure, .upgrade, .reboot],
    ])

    /// Whether `next` may follow this state.
    public func allows(_ next: LCMMachineState) -> Bool { Self.table.allows(self, next) }

    /// Goes over to `next`; traps, naming both, when that is not legal.
    public mutating func enter(_ next: LCMMachineState) {
        Self.table.check(self, next)
        self = next
    }
}
