public import Kubernetes
public import Simulation

extension OpenStackState {
    /// The legal transitions.
    /// Source: Mirantis/rockoon rockoon/controllers/openstackdeployment.py (every handled event begins with
    /// APPLYING; FAILED on a permanent error only).
    public static let table = PhaseTable<OpenStackState>([
        .applying: [.applied, .failed, .deleting],
        .applied: [.applying, .deleting],
        .failed: [.applying, .deleting],
    ])

    /// Whether `next` may follow this state.
    public func allows(_ next: OpenStackState) -> Bool { Self.table.allows(self, next) }

    /// Goes over to `next`, unless it is there; traps, naming both, when that is not legal.
    mutating func enter(_ next: OpenStackState) {
        guard self != next else { return }
        Self.table.check(self, next)
        self = next
    }
}

extension OpenStackServiceState {
    /// The legal transitions.
    /// Source: Mirantis/rockoon rockoon/controllers/openstackdeployment.py (all services WAITING at the begin
    /// of a change, then APPLYING and APPLIED; DELETING, and the key goes).
    public static let table = PhaseTable<OpenStackServiceState>([
        .waiting: [.applying, .deleting],
        .applying: [.applied, .waiting, .deleting],
        .applied: [.waiting, .applying, .deleting],
        .deleting: [.waiting],
    ])

    /// Whether `next` may follow this state.
    public func allows(_ next: OpenStackServiceState) -> Bool { Self.table.allows(self, next) }

    /// Goes over to `next`, unless it is there; traps, naming both, when that is not legal.
    mutating func enter(_ next: OpenStackServiceState) {
        guard self != next else { return }
        Self.table.check(self, next)
        self = next
    }
}
