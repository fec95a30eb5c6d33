import Controllers
import HardwareInterfaces
import HardwareSimulated
import Simulation

extension WorldTemplate.Host {
    /// Builds the host with its BMC, its container runtime and its node in Ironic; answers its index.
    func build(_ plant: inout Plant, _ estate: inout Estate, _ kernel: inout Kernel) -> UInt32 {
        let nameID = kernel.names.intern(name)
        var host = HostSimulator(
            name: name, nameID: nameID, cluster: cluster, hardwareClass: hardwareClass, facts: facts)
        host.hardware = hardware
        host.rootDevice = rootDevice
        let index = plant.add(
            host, runtimeVersion: runtimeVersion, ironic: ironic, rack: rack, feeds: feeds)
        var node = Estate.Node(name: isNode ? nameID : .empty, cluster: cluster)
        if let bareMetalHost {
            node.bareMetalHost = (
                kernel.names.intern(bareMetalHost.namespace), kernel.names.intern(bareMetalHost.name)
            )
        }
        node.isHostRunning = facts != nil
        node.areContainersRunning = !runtimeVersion.isEmpty
        let place = estate.add(node)
        precondition(place == index, "nodes and hosts are numbered alike")
        return index
    }

    /// What the operating system says of itself at the epoch; nil for a blank disk.
    private var facts: HostFacts? {
        guard let kernel else { return nil }
        return HostFacts(
            distribution: distribution, kernel: kernel, installedKernel: installedKernel ?? kernel,
            boots: boots)
    }
}
