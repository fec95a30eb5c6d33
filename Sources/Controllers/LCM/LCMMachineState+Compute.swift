public import Kubernetes

extension LCMMachine {
    /// The state that follows from items, versions and addresses.
    ///
    /// Source: Mirantis/mcc-api pkg/apis/common/lcm/v1alpha1/lcmmachine_types.go (ComputeState). Beyond that:
    /// where the version of MKE is unknown in a release, its comparison is left out.
    public func computedState() -> LCMMachineState {
        if spec.type == .bastion { return .ready }
        guard status.addresses.contains(where: { $0.type == "InternalIP" }) else { return .uninitialized }
        guard !spec.stateItems.isEmpty else { return .pending }
        var hasDeploy = false
        if !isDone(.prepare) { return .prepare }
        for index in spec.stateItems.indices where spec.stateItems[index].phase == .deploy {
            hasDeploy = true
            if !isDone(item: index) { return .deploy }
        }
        guard hasDeploy else { return .prepare }
        if !isDone(.reconfigure) { return .reconfigure }
        if status.components.ucpVersion != spec.components.ucpVersion || status.release != spec.release {
            return .upgrade
        }
        if spec.rebootRequired, !status.reboot.completed { return .reboot }
        return .ready
    }

    /// Whether the item at an index was carried out as it is now.
    func isDone(item index: Int) -> Bool {
        guard let place = status.stateItemStatuses.index(spec.stateItems[index].name) else { return false }
        return status.stateItemStatuses.values[place].exitCode == 0
            && status.stateItemStatuses.values[place].hash == spec.stateItems[index].hash
    }

    /// Whether all items of a phase are done.
    public func isDone(_ phase: StateItemPhase) -> Bool {
        for index in spec.stateItems.indices
        where spec.stateItems[index].phase == phase && !isDone(item: index) {
            return false
        }
        return true
    }
}

extension Stored<LCMMachineSpec> {
    /// The place in the order of updates: lower first.
    var updateIndex: Int64 { object.metadata.annotations[Label.index].flatMap { Int64($0) } ?? .max }
}
