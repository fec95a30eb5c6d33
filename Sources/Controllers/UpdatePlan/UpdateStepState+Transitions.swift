public import Kubernetes

extension UpdateStepState {
    /// Whether `next` may follow this state.
    /// Source: pages "Granularly update a managed cluster", "Configure update auto-pause".
    public func allows(_ next: UpdateStepState) -> Bool {
        switch (self, next) {
        case (.notStarted, .scheduled), (.notStarted, .inProgress), (.scheduled, .inProgress),
            (.scheduled, .notStarted), (.inProgress, .completed), (.inProgress, .autoPaused),
            (.inProgress, .stuck), (.autoPaused, .inProgress), (.stuck, .inProgress), (.stuck, .completed):
            true
        default: false
        }
    }

    /// Goes over to `next`; traps, naming both, when that is not legal.
    public mutating func enter(_ next: UpdateStepState) {
        precondition(
            allows(next), "illegal transition of an update step from \(rawValue) to \(next.rawValue)")
        self = next
    }
}
