import HardwareClients
import HardwareInterfaces
import Simulation
import Synchronization

/// A client of one scripted server whose answers take a while by a clock that is turned for them.
final class TimedBMCClient: BMCClient {
    private let state: Mutex<ScriptedServer>
    private let clock: ManualClock
    private let duration: @Sendable (BMCCommand) -> SimDuration

    init(
        _ server: ScriptedServer = ScriptedServer(), clock: ManualClock,
        duration: @escaping @Sendable (BMCCommand) -> SimDuration
    ) {
        state = Mutex(server)
        self.clock = clock
        self.duration = duration
    }

    func perform(_ command: BMCCommand, on bmc: EquipmentID) async throws(BMCError) -> BMCReply {
        clock.turn(by: duration(command))
        let answer = state.withLock { $0.answers(to: command).first }
        guard let answer else { throw .timedOut }
        return try answer.result.get()
    }
}
