import HardwareClients
import HardwareInterfaces
import Synchronization

/// A client of one scripted server that answers at once, or never.
final class ScriptedBMCClient: BMCClient {
    private let state: Mutex<ScriptedServer>

    init(_ server: ScriptedServer = ScriptedServer()) { state = Mutex(server) }

    /// The server as it is now.
    var server: ScriptedServer { state.withLock { $0 } }

    func perform(_ command: BMCCommand, on bmc: EquipmentID) async throws(BMCError) -> BMCReply {
        let answer = state.withLock { $0.answers(to: command).first }
        guard let answer else {
            await withUnsafeContinuation { (_: UnsafeContinuation<Void, Never>) in }
            throw .timedOut
        }
        return try answer.result.get()
    }
}
