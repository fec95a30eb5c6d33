import Controllers
import Kubernetes
import Simulation

extension Importer {
    /// Takes over how far each machine's equipment is, where the input's LCMMachine says it: which kernel
    /// is installed and which one runs, which runtime and engine, and whether Swarm uses the node.
    ///
    /// An item that was done in this or that release leaves what it brings; what was under way begins anew.
    mutating func resumeEquipment(_ cluster: Cluster, _ plane: ManagementPlane) {
        let namespace = cluster.metadata.namespace
        let known = [plane.target, plane.source].compactMap { $0 }.flatMap {
            $0.spec.machineTypes.control + $0.spec.machineTypes.worker
        }
        for index in hosts.indices where hosts[index].kernel != nil {
            let name = hosts[index].name
            guard var machine = find(LCMMachine.self, name, namespace: namespace, 0) else { continue }
            /// What an item brought when it was last done: its parameter, or its version; nil when that is
            /// not known.
            func brought(_ item: String, _ parameter: String) -> String? {
                guard let status = machine.status.stateItemStatuses[item], status.exitCode == 0,
                    let done = (machine.spec.stateItems + known).first(where: {
                        $0.name == item && $0.hash == status.hash
                    })
                else { return nil }
                return done.params[parameter] ?? done.version
            }
            let info = machine.status.hostInfo
            if !info.kernelVersion.isEmpty { hosts[index].kernel = info.kernelVersion }
            hosts[index].installedKernel = brought("host-os", "kernel")
            if let done = machine.status.stateItemStatuses["host-os"],
                let item = (machine.spec.stateItems + known).first(where: {
                    $0.name == "host-os" && $0.hash == done.hash
                }), let distribution = item.params["distribution"]
            {
                hosts[index].distribution = distribution
            }
            if let version = brought("mcr", "mcr_version") { hosts[index].runtimeVersion = version }
            if let version = brought("mke", "ucp_tag") { hosts[index].engineVersion = version }
            let swarm = LCMClusterStateType.swarmDrain.objectName(node: name)
            let state = find(LCMClusterState.self, swarm, namespace: namespace, 0)
            hosts[index].isDrained = state?.status.value == "true"
            resumeBoot(&machine, of: index)
        }
    }

    /// Takes over which boot a machine is in. Real ones have random identities; the twin counts.
    private mutating func resumeBoot(_ machine: inout LCMMachine, of host: Int) {
        let identity = machine.status.hostInfo.bootID
        if identity.hasPrefix("boot-"), let boots = Int(identity.dropFirst(5)), boots > 0 {
            hosts[host].boots = boots
        } else if machine.status.reboot.requestedAt != nil, !machine.status.reboot.completed {
            // Else its agent would take the other identity for the boot that it waits for.
            machine.status.hostInfo.bootID = "boot-\(hosts[host].boots)"
            replace(machine, 0)
            notes.append("\(machine.metadata.name) is about to reboot: it is taken not to have begun yet")
        }
    }
}
