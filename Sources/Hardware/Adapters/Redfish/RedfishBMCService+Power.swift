import HardwareInterfaces
import JSON

extension RedfishBMCService {
    /// How a server is reset: where to post it, and the ways by Redfish's names; none where the BMC names
    /// none.
    struct ResetAction: Sendable {
        var target: String
        var allowed: [String]
    }

    /// The action of a system's reset, with the values of its annotation or of the resource that describes
    /// it.
    func resetAction(_ system: RedfishObject) async throws(BMCError) -> ResetAction {
        let action = try system.object("Actions")?.object("#ComputerSystem.Reset")
        let target = try action?.text("target").flatMap(HTTPAddress.path(of:))
        guard let action, let target else { return ResetAction(target: "", allowed: []) }
        var allowed = try action.texts("ResetType@Redfish.AllowableValues")
        let link = try action.text("@Redfish.ActionInfo").flatMap(HTTPAddress.path(of:))
        if allowed.isEmpty, let info = try await readOptional(link) {
            for parameter in try info.objects("Parameters") where try parameter.text("Name") == "ResetType" {
                allowed = try parameter.texts("AllowableValues")
            }
        }
        return ResetAction(target: target, allowed: allowed)
    }

    /// Switches the power and tells what it is being switched to.
    func setPower(_ wanted: PowerState) async throws(BMCError) -> PowerState {
        let system = try await readSystem()
        if try power(of: system) == wanted { return wanted }
        let ways: [ResetType] = wanted == .on ? [.on, .forceOn, .pushPowerButton] : [.forceOff]
        let action = try await resetAction(system)
        guard let way = ways.first(where: { action.allowed.isEmpty || action.allowed.contains($0.rawValue) })
        else {
            throw .unsupported("way to switch the power \(wanted)")
        }
        let answer = try await post(way, action)
        // A server that is as wanted by now may refuse.
        if answer.status == 400 || answer.status == 409, try power(of: try await readSystem()) == wanted {
            return wanted
        }
        try check(answer)
        return wanted
    }

    /// Begins a reset.
    func reset(_ type: ResetType) async throws(BMCError) -> BMCReply {
        let action = try await resetAction(try await readSystem())
        guard action.allowed.isEmpty || action.allowed.contains(type.rawValue) else {
            throw .unsupported("reset of type \(type.rawValue)")
        }
        try check(try await post(type, action))
        return .resetBegun
    }

    private func post(_ type: ResetType, _ action: ResetAction) async throws(BMCError) -> HTTPAnswer {
        guard !action.target.isEmpty else { throw .unsupported("reset") }
        return try await call(.post, action.target, .object(["ResetType": .string(type.rawValue)]))
    }
}
