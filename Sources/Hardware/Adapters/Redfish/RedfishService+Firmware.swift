import HardwareInterfaces

extension RedfishService {
    /// The firmware inventory; without one, what the system and its managers say of their own.
    func readFirmware() async throws(BMCError) -> [BMCFirmware] {
        let root = try await read("/redfish/v1/")
        let service = try await readOptional(try root.link("UpdateService"))
        var result: [BMCFirmware] = []
        for path in try await members(try service?.link("FirmwareInventory")) {
            guard let item = try await readOptional(path), try item.isPresent() else { continue }
            result.append(BMCFirmware(name: try item.name() ?? path, version: try item.text("Version")))
        }
        guard result.isEmpty else { return result }
        let system = try await readSystem()
        if let version = try system.text("BiosVersion") {
            result.append(BMCFirmware(name: "BIOS", version: version))
        }
        for path in try system.object("Links")?.links("ManagedBy") ?? [] {
            guard let manager = try await readOptional(path),
                let version = try manager.text("FirmwareVersion")
            else { continue }
            result.append(BMCFirmware(name: try manager.name() ?? "BMC", version: version))
        }
        return result
    }
}
