import Kubernetes
import Simulation

extension LCMMachineController {
    /// Takes a machine out of service, has its agent reboot it, and puts it back.
    func rebootGracefully(_ update: MachineUpdate, _ substrate: inout Substrate) -> ReconcileResult {
        let (spec, status) = (update.machine.spec, update.machine.status)
        if spec.rebootRequired {
            guard status.reboot.completed else { return silentNode(update, &substrate) ?? .settled }
            return putBack(update, &substrate)
        }
        // Its agent has yet to forget an earlier reboot.
        guard status.reboot.requestedAt == nil else { return .settled }
        if let result = requestMaintenance(update, scope: .os, &substrate) { return result }
        for type in [LCMClusterStateType.cordonDrain, .swarmDrain] {
            if let result = reach(type, "true", update, because: "maintenance", &substrate) { return result }
        }
        var machine = update.machine
        machine.spec.rebootRequired = true
        substrate.update(machine, cluster: 0, note: Write.Note(LCMEntry.rebootRequested.kind))
        return .settled
    }
}

extension LCMMachine {
    /// Whether a GracefulRebootRequest is about it.
    var isToReboot: Bool { metadata.annotations[Label.gracefulReboot] != nil }
}
