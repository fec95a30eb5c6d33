import Kubernetes
import Simulation

/// Machines that are out of lifecycle management for a while.
///
/// Source: page "Disable a machine" (the machine leaves LCM control and Kubernetes); Mirantis/rockoon
/// rockoon/controllers/node.py (NodeDisableNotification). That enabling deploys the node anew, since it is no
/// member of the cluster any more, is inferred.
extension LCMMachineController {
    /// Takes a machine out of its cluster, as it is: it may not even run.
    func disable(_ update: MachineUpdate, _ substrate: inout Substrate) -> ReconcileResult {
        let index = IndexKey("node", update.node)
        if !update.machine.isIsolated {
            if substrate.isEmpty(NodeDisableNotification.self, by: index, cluster: update.cluster) {
                var word = NodeDisableNotification(metadata: ObjectMeta(name: update.node))
                word.spec.nodeName = update.node
                substrate.create(word, cluster: update.cluster)
            }
            if let result = reach(.swarmRemove, "true", update, because: "delete", &substrate) {
                return result
            }
            var machine = update.machine
            machine.spec.stateItems = []
            machine.spec.release = ""
            machine.spec.rebootRequired = false
            machine.metadata.annotations[Label.gracefulReboot] = nil
            substrate.update(machine, cluster: 0)
            machine.status.stateItemStatuses = OrderedMap()
            machine.status.release = ""
            machine.status.components = LCMComponents()
            machine.status.mcrVersion = ""
            machine.status.reboot = RebootStatus()
            machine.status.hostInfo.rebootRequired = false
            substrate.updateStatus(machine, cluster: 0, note: Write.Note(LCMEntry.machineDisabled.kind))
        }
        dropMaintenance(of: update, &substrate)
        dropStates(of: update, &substrate)
        return .settled
    }

    /// Withdraws the word that a machine is disabled, once its node is back.
    func welcomeBack(_ update: MachineUpdate, _ substrate: inout Substrate) {
        let index = IndexKey("node", update.node)
        guard !substrate.isEmpty(NodeDisableNotification.self, by: index, cluster: update.cluster),
            substrate.box(Node.self, substrate.key(Node.self, update.node), cluster: update.cluster) != nil
        else { return }
        for word in substrate.list(NodeDisableNotification.self, by: index, cluster: update.cluster) {
            substrate.delete(word, cluster: update.cluster)
        }
    }
}

extension LCMMachine {
    /// Whether nothing is deployed on it, as far as LCM knows.
    var isIsolated: Bool { status.release.isEmpty && spec.stateItems.isEmpty }
}
