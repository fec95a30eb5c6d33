import Controllers
public import HardwareInterfaces
import HardwareSimulated
import Simulation

/// Equipment that no simulator stands for.
extension World {
    /// The BareMetalHosts whose BMCs are real.
    public var realBMCs: [(name: String, bmc: EquipmentID)] {
        let nodes = state.substrate.estate.nodes
        return nodes.indices.filter { state.plant.isReal(bmcOf: UInt32($0)) }.map { host in
            (
                state.substrate.kernel.names[nodes[host].bareMetalHost.name],
                EquipmentID(kind: .bmc, index: host)
            )
        }
    }

    /// Takes the commands that departed for it since this was last called.
    public mutating func takeDepartures() -> [Departure] { state.plant.takeDepartures() }
}

extension World.State {
    /// Lets the BMCs of some BareMetalHosts be real.
    mutating func makeReal(_ bareMetalHosts: [String]) {
        guard !bareMetalHosts.isEmpty else { return }
        for host in substrate.estate.nodes.indices {
            let name = substrate.kernel.names[substrate.estate.nodes[host].bareMetalHost.name]
            if bareMetalHosts.contains(name) { plant.makeReal(bmcOf: UInt32(host)) }
        }
    }
}
