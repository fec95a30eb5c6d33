import HardwareInterfaces

/// One BMC, whatever it speaks. Its commands are carried out one after the other.
protocol BMCService: Actor, DeviceService
where Command == BMCCommand, Reply == BMCReply, Reason == BMCError {
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
