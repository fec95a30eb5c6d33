import HardwareInterfaces

extension RedfishBMCService {
    /// The resource of the server: the one that was chosen, or the only one.
    func readSystem() async throws(BMCError) -> RedfishObject {
        if let path = device.system { return try await read(path) }
        let root = try await read("/redfish/v1/")
        guard let link = try root.link("Systems") else { throw .unsupported("systems") }
        let paths = try await members(link)
        guard paths.count < 2 else {
            throw .unsupported("single system; name one of \(paths.joined(separator: ", "))")
        }
        guard let path = paths.first else { throw .unsupported("system") }
        return try await read(path)
    }

    /// The power: on also while it is being switched on.
    func power(of system: RedfishObject) throws(BMCError) -> PowerState {
        switch try system.text("PowerState") {
        case "On", "PoweringOn", "Paused": return .on
        case "Off", "PoweringOff": return .off
        case nil: throw .unsupported("power state")
        case let word?: throw .malformed("\(system.resource): PowerState is \(word)")
        }
    }

    /// Everything that the BMC tells of its server.
    func describeSystem() async throws(BMCError) -> BMCSystem {
        let object = try await readSystem()
        var system = BMCSystem(name: try object.name() ?? object.resource, power: try power(of: object))
        system.uuid = try object.text("UUID")?.lowercased()
        system.manufacturer = try object.text("Manufacturer")
        system.model = try object.text("Model")
        system.serial = try object.text("SerialNumber")
        system.biosVersion = try object.text("BiosVersion")
        system.health = try object.health()
        let quirks = try RedfishQuirks.of([object.text("Manufacturer")])
        if let boot = try object.object("Boot") {
            system.boot = try override(boot)
            let allowed = try boot.texts("BootSourceOverrideTarget@Redfish.AllowableValues")
            system.bootable = BootDevice.allCases.filter { device in
                quirks.targets(device).contains { allowed.contains($0) }
            }
        }
        system.resets = try await resetAction(object).allowed.compactMap(ResetType.init(rawValue:))
        try await describeProcessors(object, &system)
        if let gibibytes = try object.object("MemorySummary")?.thousandths("TotalSystemMemoryGiB") {
            system.memory = gibibytes.multipliedReportingOverflow(by: 1024).partialValue / 1000
        }
        for path in try await members(object.link("EthernetInterfaces")) {
            if let interface = try await interface(path) { system.interfaces.append(interface) }
        }
        system.drives = try await drives(object)
        system.media = try await mediaSlot(object, quirks)?.image
        return system
    }

    private func describeProcessors(_ object: RedfishObject, _ system: inout BMCSystem) async throws(BMCError)
    {
        if let summary = try object.object("ProcessorSummary") {
            system.processor = try summary.text("Model")
            system.processors = try summary.whole("Count")
            system.threads = try summary.whole("LogicalProcessorCount")
        }
        guard system.threads == nil else { return }
        for path in try await members(object.link("Processors")) {
            guard let processor = try await readOptional(path),
                try processor.text("ProcessorType") ?? "CPU" == "CPU",
                let threads = try processor.whole("TotalThreads")
            else { continue }
            system.threads = (system.threads ?? 0) + threads
        }
    }

    private func interface(_ path: String) async throws(BMCError) -> BMCSystem.Interface? {
        guard let object = try await readOptional(path),
            let mac = try object.firstText(["MACAddress", "PermanentMACAddress"])
        else { return nil }
        return BMCSystem.Interface(
            name: try object.firstText(["Id", "Name"]) ?? mac, mac: mac.lowercased(),
            speed: try object.whole("SpeedMbps"),
            hasLink: try object.text("LinkStatus").map { $0 == "LinkUp" })
    }

    /// The drives of all storage controllers; where there are none, those of the older kind of resource.
    private func drives(_ system: RedfishObject) async throws(BMCError) -> [BMCSystem.Drive] {
        var result: [BMCSystem.Drive] = []
        var seen: Set<String> = []
        for controller in try await members(system.link("Storage")) {
            guard let storage = try await readOptional(controller) else { continue }
            for path in try storage.links("Drives") where seen.insert(path).inserted {
                guard seen.count <= Self.memberLimit, let drive = try await readOptional(path),
                    try drive.isPresent()
                else { continue }
                result.append(
                    BMCSystem.Drive(
                        name: try drive.name() ?? path, model: try drive.text("Model"),
                        serial: try drive.text("SerialNumber"), bytes: try drive.whole("CapacityBytes"),
                        media: try drive.text("MediaType"), bus: try drive.text("Protocol"),
                        health: try drive.health()))
            }
        }
        guard result.isEmpty else { return result }
        for controller in try await members(system.link("SimpleStorage")) {
            guard let storage = try await readOptional(controller) else { continue }
            for drive in try storage.objects("Devices") where try drive.isPresent() {
                result.append(
                    BMCSystem.Drive(
                        name: try drive.name() ?? "drive", model: try drive.text("Model"), serial: nil,
                        bytes: try drive.whole("CapacityBytes"), media: nil, bus: nil,
                        health: try drive.health()))
            }
        }
        return result
    }
}
