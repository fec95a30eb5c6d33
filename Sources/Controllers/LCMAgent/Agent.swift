import HardwareInterfaces
import Kubernetes

/// An agent at work: its machine as it sees it, and where it runs.
struct Agent {
    /// Its machine, in the box.
    var box: Stored<LCMMachineSpec>
    /// The index of its node.
    var node: UInt32

    /// Its machine.
    var machine: LCMMachine {
        _read { yield box.object }
    }

    /// The agent's own host.
    var host: EquipmentID { EquipmentID(kind: .host, index: Int(node)) }
}
