import HardwareInterfaces
import Kubernetes

/// An agent at work: its machine as it sees it, and where it runs.
struct Agent {
    /// The machine.
    var machine: LCMMachine
    /// The index of its node.
    var node: UInt32

    /// The agent's own host.
    var host: EquipmentID { EquipmentID(kind: .host, index: Int(node)) }
}
