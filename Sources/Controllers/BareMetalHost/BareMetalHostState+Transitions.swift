public import Kubernetes
public import Simulation

extension BareMetalHostState {
    /// The legal transitions. Legacy states are entered by no operator of today and left under their modern
    /// name.
    ///
    /// Source: metal3-io/baremetal-operator internal/controller/metal3.io/host_state_machine.go
    public static let table = PhaseTable<BareMetalHostState>([
        .none: [.unmanaged, .registering, .deleting],
        .unmanaged: [.registering, .deleting],
        .registering: [.externallyProvisioned, .inspecting, .preparing, .deleting],
        .inspecting: [.preparing, .poweringOffBeforeDelete],
        .preparing: [.available, .poweringOffBeforeDelete],
        .available: [
            .externallyProvisioned, .inspecting, .preparing, .provisioning, .poweringOffBeforeDelete,
            .deleting,
        ],
        .provisioning: [.provisioned, .deprovisioning],
        .provisioned: [.deprovisioning, .deleting],
        .externallyProvisioned: [.provisioned, .poweringOffBeforeDelete, .deleting],
        .deprovisioning: [.available, .poweringOffBeforeDelete, .deleting],
        .poweringOffBeforeDelete: [.deleting],
    ])

    /// Goes over to `next`; traps, naming both, when that is not legal.
    public mutating func enter(_ next: BareMetalHostState) {
        Self.table.check(self, next)
        self = next
    }

    /// Whether Ironic works on a host for long in this state, so that only so many may be in it at a time.
    var isLimited: Bool {
        switch self {
        case .inspecting, .provisioning, .deprovisioning: true
        default: false
        }
    }

    /// Whether the host stays in this state until somebody wants something else.
    var isSteady: Bool {
        switch self {
        case .available, .provisioned, .externallyProvisioned: true
        default: false
        }
    }
}

extension OperationHistory {
    /// The record of the operation that a state is; nil for a state that is none.
    static func record(of state: BareMetalHostState) -> WritableKeyPath<OperationHistory, OperationMetric>? {
        switch state {
        case .registering: \.register
        case .inspecting: \.inspect
        case .provisioning: \.provision
        case .deprovisioning: \.deprovision
        default: nil
        }
    }

    /// Notes that the operation of a state begins, unless it goes on already.
    mutating func begin(_ state: BareMetalHostState, at now: Timestamp) {
        guard let record = Self.record(of: state) else { return }
        if self[keyPath: record].start == nil || self[keyPath: record].end != nil {
            self[keyPath: record] = OperationMetric()
            self[keyPath: record].start = now
        }
    }

    /// Notes that the operation of a state ends, if it goes on.
    mutating func end(_ state: BareMetalHostState, at now: Timestamp) {
        guard let record = Self.record(of: state), self[keyPath: record].start != nil else { return }
        if self[keyPath: record].end == nil { self[keyPath: record].end = now }
    }
}
