import HardwareInterfaces

/// What belongs to a BMC itself.
struct ManagerResources {
    private let system: BMCSystem
    private let firmware: [BMCFirmware]
    private let service: String
    private let time: String
    private let base: String

    /// The resources of the BMC of a system; `service` is the identity of the service that it is reached by.
    init(_ system: BMCSystem, firmware: [BMCFirmware], service: String, time: String, base: String) {
        self.system = system
        self.firmware = firmware
        self.service = service
        self.time = time
        self.base = base
    }

    /// A resource.
    func document(_ part: RedfishPath.Manager) -> RedfishResponse? {
        switch part {
        case .whole: whole
        case .networkProtocol: networkProtocol
        case .interfaces:
            RedfishDocument.collection(
                .interfaces, "\(base)/EthernetInterfaces", name: "Ethernet Interfaces",
                ["\(base)/EthernetInterfaces/1"])
        case .interface: interface
        case .media: nil
        }
    }

    private var name: String { RequestTarget.encoded(system.name) }

    private var whole: RedfishResponse {
        var response = document(time: nil)
        // The time goes on without the resource being another one.
        let tag = EntityTag.of(response.body)
        response = document(time: time)
        response.add("ETag", tag)
        return response
    }

    private func document(time: String?) -> RedfishResponse {
        RedfishDocument.resource(.manager, base) { json in
            json.text("Id", system.name)
            json.text("Name", "BMC of \(system.name)")
            json.text("ManagerType", "BMC")
            json.text("Manufacturer", system.manufacturer)
            json.text("Model", "Twin BMC")
            json.text("FirmwareVersion", firmware.first { $0.name == "BMC" }?.version)
            json.text("ServiceEntryPointUUID", service)
            if let uuid = system.uuid { json.text("UUID", Self.uuid(ofManager: uuid)) }
            if let time {
                json.text("DateTime", time)
                json.text("DateTimeLocalOffset", "+00:00")
            }
            json.text("PowerState", "On")
            json.status()
            json.link("NetworkProtocol", "\(base)/NetworkProtocol")
            json.link("EthernetInterfaces", "\(base)/EthernetInterfaces")
            json.link("VirtualMedia", "\(base)/VirtualMedia")
            json.object("Links") { json in
                json.array("ManagerForServers") { $0.link("/redfish/v1/Systems/\(name)") }
                json.array("ManagerForChassis") { $0.link("/redfish/v1/Chassis/\(name)") }
                json.link("ManagerInChassis", "/redfish/v1/Chassis/\(name)")
            }
        }
    }

    /// The BMC's own identity: that of its system with the first digit turned.
    private static func uuid(ofManager uuid: String) -> String {
        let digit = uuid.first?.hexDigitValue ?? 0
        return String((digit + 8) % 16, radix: 16) + uuid.dropFirst()
    }

    private var networkProtocol: RedfishResponse {
        RedfishDocument.resource(.networkProtocol, "\(base)/NetworkProtocol") { json in
            json.text("Id", "NetworkProtocol")
            json.text("Name", "Manager Network Protocol")
            json.text("HostName", "\(system.name)-bmc")
            json.status()
        }
    }

    /// The BMC's own interface; its address is that of the system's first one with the last bit but one of
    /// the first octet set: locally administered.
    private var interface: RedfishResponse {
        RedfishDocument.resource(.interface, "\(base)/EthernetInterfaces/1") { json in
            json.text("Id", "1")
            json.text("Name", "Manager Ethernet Interface")
            if let mac = system.interfaces.first?.mac, let octet = UInt8(mac.prefix(2), radix: 16) {
                let digits = String(octet ^ 2, radix: 16)
                json.text("MACAddress", (digits.utf8.count == 1 ? "0" : "") + digits + mac.dropFirst(2))
            }
            json.number("SpeedMbps", 1000)
            json.text("LinkStatus", "LinkUp")
            json.text("HostName", "\(system.name)-bmc")
            json.status()
        }
    }
}
