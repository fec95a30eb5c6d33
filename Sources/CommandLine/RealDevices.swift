import HardwareAdapters
import HardwareClients
import HardwareInterfaces
import Live
import Scenarios
import Twin

/// The real devices of a live run, by their places in the world.
struct RealDevices {
    /// The BareMetalHosts, as `NAMESPACE/NAME`.
    let hosts: [EquipmentID: String]
    /// What messages call the devices: as they are written.
    let names: [EquipmentID: String]
    /// Speaks to each as it wants to be spoken to.
    let client: RoutedBMCClient
    private let redfish: RedfishClient

    /// Makes ready to speak to the devices of a file; nothing is sent yet. `hosts` are theirs, in order.
    init(_ file: EquipmentFile, hosts: [String], of world: borrowing World) {
        var keys: [EquipmentID: String] = [:]
        var names: [EquipmentID: String] = [:]
        var redfish: [EquipmentID: RedfishDevice] = [:]
        var ipmi: [EquipmentID: IPMIDevice] = [:]
        for (host, bmc) in world.realBMCs {
            guard let place = hosts.firstIndex(of: host) else { continue }
            let device = file.devices[place]
            keys[bmc] = host
            names[bmc] = device.host.value
            switch device.address {
            case .redfish(let device): redfish[bmc] = device
            case .ipmi(let device): ipmi[bmc] = device
            }
        }
        self.hosts = keys
        self.names = names
        self.redfish = RedfishClient(devices: redfish)
        let (first, second) = (self.redfish, IPMIClient(devices: ipmi))
        client = RoutedBMCClient(
            redfish.mapValues { _ in first }.merging(ipmi.mapValues { _ in second }) { $1 })
    }

    /// Ends the sessions.
    func close() async { await redfish.close() }
}
