import Controllers
public import HardwareInterfaces
import HardwareSimulated
import Simulation

/// Equipment that no simulator stands for.
extension World {
    /// The BareMetalHosts whose BMCs are real, as `NAMESPACE/NAME`.
    public var realBMCs: [(host: String, bmc: EquipmentID)] {
        state.substrate.estate.nodes.indices.filter { state.plant.isReal(bmcOf: UInt32($0)) }.map { host in
            (state.bareMetalHost(host).key, EquipmentID(kind: .bmc, index: host))
        }
    }

    /// Takes the commands that departed for it since this was last called.
    public mutating func takeDepartures() -> [Departure] { state.plant.takeDepartures() }
}

extension World.State {
    /// The name of the BareMetalHost of a host, and `NAMESPACE/NAME`.
    fileprivate func bareMetalHost(_ host: Int) -> (name: String, key: String) {
        let (namespace, name) = substrate.estate.nodes[host].bareMetalHost
        let names = substrate.kernel.names
        return (names[name], namespace == .empty ? names[name] : "\(names[namespace])/\(names[name])")
    }

    /// Lets the BMCs of some BareMetalHosts be real, named with or without their namespaces.
    mutating func makeReal(_ bareMetalHosts: [String]) {
        guard !bareMetalHosts.isEmpty else { return }
        for host in substrate.estate.nodes.indices {
            let (name, key) = bareMetalHost(host)
            if bareMetalHosts.contains(name) || bareMetalHosts.contains(key) {
                plant.makeReal(bmcOf: UInt32(host))
            }
        }
    }
}
