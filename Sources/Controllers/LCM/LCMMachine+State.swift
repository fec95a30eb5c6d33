public import Kubernetes
import Simulation

extension LCMMachine {
    /// The state that follows from items, versions and addresses.
    public func computedState() -> LCMMachineState {
        Stored(key: ObjectKey(kind: LCMMachineSpec.kind, namespace: .empty, name: .empty), object: self)
            .computedState()
    }

    /// Whether the item at an index was carried out as it is now.
    func isDone(item index: Int) -> Bool {
        ItemProgress(items: spec.stateItems, statuses: status.stateItemStatuses).isDone(index)
    }

    /// Whether all items of a phase are done.
    public func isDone(_ phase: StateItemPhase) -> Bool {
        ItemProgress(items: spec.stateItems, statuses: status.stateItemStatuses).isDone(phase)
    }
}

extension Stored<LCMMachineSpec> {
    /// The state that follows from items, versions and addresses. Asked of the box, since most machines are
    /// looked at for this alone.
    ///
    /// Source: Mirantis/mcc-api pkg/apis/common/lcm/v1alpha1/lcmmachine_types.go (ComputeState). Beyond that:
    /// where the version of MKE is unknown in a release, its comparison is left out.
    func computedState() -> LCMMachineState {
        if object.spec.type == .bastion { return .ready }
        guard object.status.addresses.contains(where: { $0.type == "InternalIP" }) else {
            return .uninitialized
        }
        let progress = progress
        guard !progress.items.isEmpty else { return .pending }
        var hasDeploy = false
        if !progress.isDone(.prepare) { return .prepare }
        for index in progress.items.indices where progress.items[index].phase == .deploy {
            hasDeploy = true
            if !progress.isDone(index) { return .deploy }
        }
        guard hasDeploy else { return .prepare }
        if !progress.isDone(.reconfigure) { return .reconfigure }
        if object.status.components.ucpVersion != object.spec.components.ucpVersion
            || object.status.release != object.spec.release
        {
            return .upgrade
        }
        if object.spec.rebootRequired, !object.status.reboot.completed { return .reboot }
        return .ready
    }

    /// The place in the order of updates: lower first.
    var updateIndex: Int64 { object.metadata.annotations[Label.index].flatMap { Int64($0) } ?? .max }
}
