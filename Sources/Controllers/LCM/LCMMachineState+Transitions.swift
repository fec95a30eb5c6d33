public import Kubernetes

extension LCMMachineState {
    /// Whether `next` may follow this state. From Ready everything may begin anew: new items, another
    /// version, a reboot; nothing goes back to Uninitialized, since a machine keeps its address.
    public func allows(_ next: LCMMachineState) -> Bool {
        guard self != next, next != .uninitialized else { return false }
        switch self {
        case .uninitialized: return next == .pending || next == .prepare
        case .pending: return next == .prepare || next == .deploy
        case .prepare: return next != .pending
        case .deploy, .reconfigure, .upgrade, .reboot, .ready: return next != .pending
        }
    }

    /// Goes over to `next`; traps, naming both, when that is not legal.
    public mutating func enter(_ next: LCMMachineState) {
        precondition(allows(next), "illegal transition of a machine from \(rawValue) to \(next.rawValue)")
        self = next
    }
}
