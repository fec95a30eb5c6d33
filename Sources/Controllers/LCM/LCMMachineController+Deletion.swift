public import Kubernetes
import Simulation

/// How a machine leaves its cluster.
///
/// Source: page "Delete a cluster machine using CLI"; Mirantis/mcc-api pkg/apis/lcm/v1alpha1
/// (prepareDeletion, swarm-remove, NodeDeletionRequest).
extension LCMMachineController {
    /// Prepares a node for the deletion of its machine, or takes that back. Once its removal from Swarm was
    /// asked for there is no way back.
    func prepareDeletion(_ update: MachineUpdate, _ substrate: inout Substrate) -> ReconcileResult {
        switch (update.machine.status.prepareDeletionPhase, update.machine.spec.prepareDeletion) {
        case (.none, true), (.failed, true), (.aborting, true): return enter(.started, update, &substrate)
        case (.started, true): return takeAway(update, &substrate)
        case (.started, false):
            return isRemovalAsked(update, &substrate)
                ? takeAway(update, &substrate) : enter(.aborting, update, &substrate)
        case (.aborting, false), (.failed, false): return takeDeletionBack(update, &substrate)
        case (.none, false), (.completed, _): return .settled
        }
    }

    /// Has applications give up the node, drains it and removes it from Swarm.
    private func takeAway(_ update: MachineUpdate, _ substrate: inout Substrate) -> ReconcileResult {
        if let result = requestDeletion(update, &substrate) { return result }
        for type in [LCMClusterStateType.cordonDrain, .swarmDrain, .swarmRemove] {
            if let result = reach(type, "true", update, because: "delete", &substrate) { return result }
        }
        return enter(.completed, update, &substrate)
    }

    /// Asks for the deletion of the node, and waits until every application that knows of such requests has
    /// given it up; nil once they have. Locks of others are not waited for: inferred from the lock's field
    /// `nodeDeletionRequestSupported`.
    private func requestDeletion(_ update: MachineUpdate, _ substrate: inout Substrate) -> ReconcileResult? {
        let locks = substrate.list(
            NodeWorkloadLock.self, by: IndexKey("node", update.node), cluster: update.cluster
        ).filter { $0.spec.nodeDeletionRequestSupported == true }
        guard !locks.isEmpty else { return nil }
        let index = IndexKey("node", update.node)
        if substrate.isEmpty(NodeDeletionRequest.self, by: index, cluster: update.cluster) {
            var request = NodeDeletionRequest(metadata: ObjectMeta(name: update.node))
            request.spec.nodeName = update.node
            substrate.create(request, cluster: update.cluster)
            return .settled
        }
        guard let held = locks.first(where: { $0.status.state != .inactive }) else { return nil }
        let holder = substrate.key(held).subject(cluster: update.cluster)
        return .blocked(on: holder, rule: .nodeLock(held.status.state), retry: nil)
    }

    /// Puts the node back into service: Swarm, Kubernetes, applications. An attempt that fails is said so.
    private func takeDeletionBack(_ update: MachineUpdate, _ substrate: inout Substrate) -> ReconcileResult {
        for type in [LCMClusterStateType.swarmDrain, .cordonDrain] {
            guard let result = reach(type, "false", update, because: "delete", &substrate) else { continue }
            let key = substrate.key(
                LCMClusterState.self, type.objectName(node: update.node),
                namespace: update.machine.metadata.namespace)
            let state = substrate.get(LCMClusterState.self, key, cluster: 0)
            if let state, state.spec.value == "false", !state.status.message.isEmpty,
                update.machine.status.prepareDeletionPhase == .aborting
            {
                return enter(.failed, update, &substrate)
            }
            return result
        }
        let index = IndexKey("node", update.node)
        for request in substrate.list(NodeDeletionRequest.self, by: index, cluster: update.cluster) {
            substrate.delete(request, cluster: update.cluster)
        }
        // A node whose update goes on keeps its states.
        if !update.holdsSlot { dropStates(of: update, &substrate) }
        return enter(.none, update, &substrate)
    }

    private func enter(
        _ phase: PrepareDeletionPhase, _ update: MachineUpdate, _ substrate: inout Substrate
    ) -> ReconcileResult {
        var machine = update.machine
        machine.status.prepareDeletionPhase.enter(phase)
        let text = phase == .none ? "taken back" : phase.rawValue
        substrate.updateStatus(
            machine, cluster: 0, note: Write.Note(LCMEntry.deletionPhase.kind, substrate.text(text)))
        return .settled
    }

    private func isRemovalAsked(_ update: MachineUpdate, _ substrate: inout Substrate) -> Bool {
        let key = substrate.key(
            LCMClusterState.self, LCMClusterStateType.swarmRemove.objectName(node: update.node),
            namespace: update.machine.metadata.namespace)
        return substrate.box(LCMClusterState.self, key, cluster: 0) != nil
    }

    /// Removes the node of a machine that goes, and all that was asked for in its name; then lets it go.
    func remove(_ box: Stored<LCMMachineSpec>, _ substrate: inout Substrate) -> ReconcileResult {
        guard box.object.metadata.finalizers.contains(LCMMachine.finalizer) else { return .settled }
        var machine = box.object
        let clusterKey = substrate.key(
            LCMCluster.self, machine.spec.clusterName, namespace: machine.metadata.namespace)
        if let lcm = substrate.box(LCMCluster.self, clusterKey, cluster: 0),
            let mosk = substrate.estate.cluster(namespace: clusterKey.namespace, name: clusterKey.name)
        {
            let update = MachineUpdate(box: box, wanted: lcm, group: nil, cluster: mosk)
            if let result = reach(.swarmRemove, "true", update, because: "delete", &substrate) {
                return result
            }
            let index = IndexKey("node", update.node)
            for request in substrate.list(NodeDeletionRequest.self, by: index, cluster: mosk) {
                substrate.delete(request, cluster: mosk)
            }
            for word in substrate.list(NodeDisableNotification.self, by: index, cluster: mosk) {
                substrate.delete(word, cluster: mosk)
            }
            dropMaintenance(of: update, &substrate)
            dropStates(of: update, &substrate)
        }
        machine.metadata.finalizers.removeAll { $0 == LCMMachine.finalizer }
        substrate.update(machine, cluster: 0)
        return .settled
    }

    /// Withdraws the maintenance of a node.
    func dropMaintenance(of update: MachineUpdate, _ substrate: inout Substrate) {
        let requests = substrate.list(
            NodeMaintenanceRequest.self, by: IndexKey("node", update.node), cluster: update.cluster)
        for request in requests {
            substrate.delete(
                request, cluster: update.cluster, note: Write.Note(LCMEntry.maintenanceEnded.kind))
        }
    }

    /// Deletes the states that were asked of a node.
    func dropStates(of update: MachineUpdate, _ substrate: inout Substrate) {
        let namespace = update.machine.metadata.namespace
        let states = substrate.list(
            LCMClusterState.self, by: IndexKey("node", namespace: namespace, update.node), cluster: 0)
        for state in states { substrate.delete(state, cluster: 0) }
    }
}

extension LCMMachine {
    /// The finalizer by which LCM holds an LCMMachine until its node is out of the cluster: guess.
    public static var finalizer: String { "lcm.mirantis.com/finalizer" }

    /// Whether it is on its way out of its cluster.
    var isLeaving: Bool { metadata.isDeleting || spec.prepareDeletion }
}

extension LCMClusterState {
    /// Whether a machine is deleted or disabled with it.
    var isForDeletion: Bool { metadata.annotations[Label.clusterStateReason] == "delete" }
}
