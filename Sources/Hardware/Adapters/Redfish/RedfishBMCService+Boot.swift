import HardwareInterfaces
import JSON

extension RedfishBMCService {
    /// What a system's `Boot` says of the override. A device that nothing here asks for reads as none.
    func override(_ boot: RedfishObject) throws(BMCError) -> BootOverride {
        let duration: BootOverride.Duration
        switch try boot.text("BootSourceOverrideEnabled") {
        case "Once": duration = .once
        case "Continuous": duration = .continuous
        case "Disabled", nil: return .none
        case let word?: throw .malformed("\(boot.resource): BootSourceOverrideEnabled is \(word)")
        }
        guard let target = try boot.text("BootSourceOverrideTarget"),
            let device = RedfishQuirks.device(target)
        else {
            return .none
        }
        return BootOverride(device, duration)
    }

    /// Chooses what the server boots from; tells what the BMC then says of it.
    func setBoot(_ wanted: BootOverride) async throws(BMCError) -> BootOverride {
        let system = try await readSystem()
        let boot = try system.object("Boot")
        let quirks = try RedfishQuirks.of([system.text("Manufacturer")])
        var fields: [String: JSONValue] = [:]
        if wanted.duration == .disabled {
            // sushy-tools refuses a choice without a target.
            fields["BootSourceOverrideTarget"] = .string("None")
            fields["BootSourceOverrideEnabled"] = .string("Disabled")
        } else {
            let allowed = try boot?.texts("BootSourceOverrideTarget@Redfish.AllowableValues") ?? []
            let names = quirks.targets(wanted.device)
            guard let name = names.first(where: { allowed.isEmpty || allowed.contains($0) }) else {
                throw .unsupported("boot from \(wanted.device)")
            }
            fields["BootSourceOverrideTarget"] = .string(name)
            fields["BootSourceOverrideEnabled"] = .string(wanted.duration == .once ? "Once" : "Continuous")
        }
        if quirks.repeatsBootMode, let mode = try boot?.text("BootSourceOverrideMode") {
            fields["BootSourceOverrideMode"] = .string(mode)
        }
        let place = try await bootSettings(system) ?? system
        try await finish(try await call(.patch, place.resource, .object(["Boot": .object(fields)])))
        guard let after = try await read(place.resource).object("Boot") else {
            throw .unsupported("boot override")
        }
        return try override(after)
    }

    /// The resource of settings that take effect later, where the BMC keeps the override there.
    ///
    /// Source: DMTF DSP0266, settings resources; openstack/sushy does the same.
    private func bootSettings(_ system: RedfishObject) async throws(BMCError) -> RedfishObject? {
        let link = try system.object("@Redfish.Settings")?.link("SettingsObject")
        guard let settings = try await readOptional(link),
            try settings.object("Boot")?.text("BootSourceOverrideTarget") != nil
        else { return nil }
        return settings
    }
}
