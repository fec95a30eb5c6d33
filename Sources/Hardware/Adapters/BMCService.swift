import HardwareInterfaces

/// One BMC, whatever it speaks.
protocol BMCService: Actor {
    /// The end of the commands that were asked for so far.
    var turn: Task<Void, Never>? { get set }

    /// Carries out a command whose turn has come.
    func begin(_ command: BMCCommand) async -> Result<BMCReply, DeviceFailure<BMCError>>
}

extension BMCService {
    /// Carries out a command after those before it.
    func perform(_ command: BMCCommand) async throws(DeviceFailure<BMCError>) -> BMCReply {
        let before = turn
        let task = Task { () -> Result<BMCReply, DeviceFailure<BMCError>> in
            await before?.value
            return await self.begin(command)
        }
        turn = Task { _ = await task.value }
        return try await withTaskCancellationHandler {
            await task.value
        } onCancel: {
            task.cancel()
        }.get()
    }
}

extension Dictionary where Key == EquipmentID, Value: BMCService {
    /// Carries out a command at the BMC that is known by `bmc`.
    func answer(
        _ command: BMCCommand, of bmc: EquipmentID
    ) async throws(DeviceFailure<BMCError>) -> BMCReply {
        guard let service = self[bmc] else {
            throw DeviceFailure(
                device: "\(bmc.kind.label) \(bmc.index)", request: "\(command)", reason: .unreachable,
                detail: "no address is known")
        }
        return try await service.perform(command)
    }

    /// The same, where the reason alone is wanted.
    func perform(_ command: BMCCommand, on bmc: EquipmentID) async throws(BMCError) -> BMCReply {
        do throws(DeviceFailure<BMCError>) {
            return try await answer(command, of: bmc)
        } catch {
            throw error.reason
        }
    }
}
