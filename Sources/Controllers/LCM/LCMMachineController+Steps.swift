public import Kubernetes
import Simulation

extension LCMMachineController {
    /// Takes a machine out of service, then gives it the items of the release.
    func takeOut(_ update: MachineUpdate, _ substrate: inout Substrate) -> ReconcileResult {
        if let result = requestMaintenance(update, &substrate) { return result }
        for type in [LCMClusterStateType.cordonDrain, .swarmDrain] {
            if let result = reach(type, "true", update, &substrate) { return result }
        }
        var machine = update.machine
        machine.spec.release = update.lcm.spec.release
        machine.spec.components = update.lcm.spec.components
        machine.spec.mcrVersion = update.lcm.spec.mcrVersion
        machine.assign(.deploy, of: update.lcm)
        substrate.update(
            machine, cluster: 0, note: Write.Note(LCMEntry.itemsAssigned.kind, substrate.text("deploy")))
        return .settled
    }

    /// Asks for the maintenance of the node, unless no application controller has a hold on it, and waits
    /// until all locks are inactive.
    func requestMaintenance(
        _ update: MachineUpdate, scope: MaintenanceScope? = nil, _ substrate: inout Substrate
    ) -> ReconcileResult? {
        let locks = substrate.boxes(
            NodeWorkloadLock.self, by: IndexKey("node", update.node), cluster: update.cluster)
        guard !locks.isEmpty else { return nil }
        if substrate.isEmpty(
            NodeMaintenanceRequest.self, by: IndexKey("node", update.node), cluster: update.cluster)
        {
            var request = NodeMaintenanceRequest(metadata: ObjectMeta(name: update.node))
            request.spec.nodeName = update.node
            request.spec.release = update.lcm.spec.release
            request.spec.scope = scope ?? update.scope
            substrate.create(
                request, cluster: update.cluster,
                note: Write.Note(
                    LCMEntry.maintenanceRequested.kind, substrate.text(request.spec.scope.rawValue)))
            return .settled
        }
        guard let held = locks.first(where: { $0.object.status.state != .inactive }) else { return nil }
        let holder = held.key.subject(cluster: update.cluster)
        return .blocked(on: holder, rule: .nodeLock(held.object.status.state), retry: nil)
    }

    /// Asks for a state of the node in its cluster and waits until it is reached; nil once it is.
    func reach(
        _ type: LCMClusterStateType, _ value: String, _ update: MachineUpdate,
        because reason: String = "upgrade", _ substrate: inout Substrate
    ) -> ReconcileResult? {
        let namespace = update.machine.metadata.namespace
        let name = type.objectName(node: update.node)
        let key = substrate.key(LCMClusterState.self, name, namespace: namespace)
        let holder = key.subject(cluster: 0)
        let rule = WaitRule(type == .swarmRemove ? .swarmRemoval : value == "true" ? .drain : .uncordon)
        guard let box = substrate.box(LCMClusterState.self, key, cluster: 0) else {
            if value == "false" { return nil }
            var state = LCMClusterState(metadata: ObjectMeta(name: name, namespace: namespace))
            state.metadata.annotations[Label.clusterStateReason] = reason
            state.spec.clusterName = update.machine.spec.clusterName
            state.spec.type = type
            state.spec.arg = update.node
            state.spec.value = value
            substrate.create(state, cluster: 0)
            return .blocked(on: holder, rule: rule, retry: nil)
        }
        if box.object.spec.value != value {
            var state = box.object
            state.spec.value = value
            substrate.update(state, cluster: 0)
            return .blocked(on: holder, rule: rule, retry: nil)
        }
        return box.object.status.value == value ? nil : .blocked(on: holder, rule: rule, retry: nil)
    }

    /// Asks the agent for a reboot, if the installed kernel needs one.
    func reboot(_ update: MachineUpdate, _ substrate: inout Substrate) -> ReconcileResult {
        guard !update.machine.spec.rebootRequired else { return silentNode(update, &substrate) ?? .settled }
        var machine = update.machine
        machine.spec.rebootRequired = true
        substrate.update(machine, cluster: 0, note: Write.Note(LCMEntry.rebootRequested.kind))
        return .settled
    }

    /// The wait for a node whose kubelet is silent, and whose agent is probably no better off; nil for
    /// others.
    func silentNode(_ update: MachineUpdate, _ substrate: inout Substrate) -> ReconcileResult? {
        let key = substrate.key(Node.self, update.node)
        guard let node = substrate.box(Node.self, key, cluster: update.cluster), !node.object.status.isReady
        else { return nil }
        return .blocked(on: key.subject(cluster: update.cluster), rule: WaitRule(.nodeNotReady), retry: nil)
    }

    /// Puts a machine back into service: uncordons it, withdraws the maintenance, lets it reconfigure.
    func putBack(_ update: MachineUpdate, _ substrate: inout Substrate) -> ReconcileResult {
        if let result = silentNode(update, &substrate) { return result }
        for type in [LCMClusterStateType.swarmDrain, .cordonDrain] {
            if let result = reach(type, "false", update, &substrate) { return result }
        }
        // Before what holds the slot is deleted: a machine without a slot is not looked at again.
        var machine = update.machine
        if machine.spec.rebootRequired || machine.isToReboot
            || !machine.isAssigned(.reconfigure, of: update.lcm)
        {
            machine.spec.rebootRequired = false
            machine.metadata.annotations[Label.gracefulReboot] = nil
            machine.assign(.reconfigure, of: update.lcm)
            substrate.update(
                machine, cluster: 0,
                note: Write.Note(LCMEntry.itemsAssigned.kind, substrate.text("reconfigure")))
        }
        dropMaintenance(of: update, &substrate)
        dropStates(of: update, &substrate)
        return .settled
    }
}

extension LCMClusterStateType {
    /// The name of the object for a node: `cd-` or `sd-` and the machine's name, its last 63 characters.
    /// Source: Mirantis/mcc-api pkg/apis/common/lcm/v1alpha1 (LCMClusterState); `sr-` is inferred.
    public func objectName(node: String) -> String {
        let prefix =
            switch self {
            case .cordonDrain: "cd-"
            case .swarmDrain: "sd-"
            case .helmDeployed: "hd-"
            case .swarmRemove: "sr-"
            }
        return String((prefix + node).suffix(63))
    }
}
