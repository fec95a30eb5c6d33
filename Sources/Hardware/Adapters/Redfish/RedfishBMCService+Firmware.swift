import HardwareInterfaces

extension RedfishBMCService {
    /// The firmware inventory; without one, what the system and its managers say of their own.
    func readFirmware() async throws(BMCError) -> [BMCFirmware] {
        let root = try await read("/redfish/v1/")
        let service = try await readOptional(try root.link("UpdateService"))
        let isShared = try await members(try root.link("Systems")).count > 1
        let own = isShared ? try await ownPaths() : []
        var result: [BMCFirmware] = []
        for path in try await members(try service?.link("FirmwareInventory")) {
            guard let item = try await readOptional(path), try item.isPresent() else { continue }
            let related = try item.links("RelatedItem")
            guard !isShared || related.isEmpty || related.contains(where: own.contains) else { continue }
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

    /// The system, its managers and its chassis: of a service with several systems, whose firmware is meant.
    private func ownPaths() async throws(BMCError) -> Set<String> {
        let system = try await readSystem()
        let links = try system.object("Links")
        return Set(
            [system.resource] + (try links?.links("ManagedBy") ?? []) + (try links?.links("Chassis") ?? []))
    }
}
