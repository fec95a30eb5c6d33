public import Kubernetes

extension LCMMachine {
    /// The state that follows from items, versions and addresses.
    ///
    /// Source: Mirantis/mcc-api pkg/apis/common/lcm/v1alpha1/lcmmachine_types.go (ComputeState). Beyond that: where
    /// the version of MKE is unknown in a release, its comparison is left out.
    public func computedState() -> LCMMachineState {
        if spec.type == .bastion { return .ready }
        guard status.addresses.contains(where: { $0.type == "InternalIP" }) else { return .uninitialized }
        guard !spec.stateItems.isEmpty else { return .pending }
        var hasDeploy = false
        for item in spec.stateItems where item.phase == .prepare && !isDone(item) { return .prepare }
        for item in spec.stateItems where item.phase == .deploy {
            hasDeploy = true
            if !isDone(item) { return .deploy }
        }
        guard hasDeploy else { return .prepare }
        for item in spec.stateItems where item.phase == .reconfigure && !isDone(item) { return .reconfigure }
        if status.components.ucpVersion != spec.components.ucpVersion || status.release != spec.release {
            return .upgrade
        }
        if spec.rebootRequired, !status.reboot.completed { return .reboot }
        return .ready
    }

    /// Whether an item was carried out as it is now.
    public func isDone(_ item: StateItem) -> Bool {
        guard let status = status.stateItemStatuses[item.name] else { return false }
        return status.hash == item.hash && status.exitCode == 0
    }

    /// Whether all items of a phase are done.
    public func isDone(_ phase: StateItemPhase) -> Bool {
        spec.stateItems.allSatisfy { $0.phase != phase || isDone($0) }
    }

    /// The place in the order of updates: lower first.
    var updateIndex: Int64 { metadata.annotations[Label.index].flatMap { Int64($0) } ?? .max }
}
