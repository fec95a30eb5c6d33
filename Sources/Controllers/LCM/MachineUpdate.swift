import Kubernetes

/// A machine that holds a slot of the update, with what decides about it.
struct MachineUpdate {
    /// The machine, in its box.
    var box: Stored<LCMMachineSpec>
    /// What its cluster wants, in the box.
    var wanted: Stored<LCMClusterSpec>
    /// The rule of its group; nil for managers.
    var group: UpdateGroup?
    /// The index of its MOSK cluster.
    var cluster: UInt8

    /// The machine.
    var machine: LCMMachine {
        _read { yield box.object }
    }

    /// What its cluster wants.
    var lcm: LCMCluster {
        _read { yield wanted.object }
    }

    /// The name of the machine and of its node.
    var node: String { machine.metadata.name }

    /// Whether the machine holds a slot.
    var holdsSlot: Bool { lcm.status.machinesInUpdate.contains(machine.metadata.name) }

    /// What may happen to the node: a reboot only where the update asks for one and the group allows it.
    var scope: MaintenanceScope {
        lcm.spec.nodesRebootRequired && (group?.spec.rebootIfUpdateRequires ?? true) ? .os : .drain
    }
}
