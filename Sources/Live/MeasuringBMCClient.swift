public import HardwareClients
public import HardwareInterfaces
import Simulation

/// Tells of each command that goes through it how long its answer took.
public struct MeasuringBMCClient: BMCClient {
    private let client: any BMCClient
    private let hosts: [EquipmentID: String]
    private let clock: any LiveClock
    private let measured: @Sendable (BMCExchange) -> Void

    /// Measures a client by a clock. `hosts` are the BareMetalHosts of the BMCs, as `NAMESPACE/NAME`.
    public init(
        _ client: any BMCClient, hosts: [EquipmentID: String], clock: any LiveClock,
        measured: @escaping @Sendable (BMCExchange) -> Void
    ) {
        self.client = client
        self.hosts = hosts
        self.clock = clock
        self.measured = measured
    }

    public func perform(_ command: BMCCommand, on bmc: EquipmentID) async throws(BMCError) -> BMCReply {
        let sent = clock.elapsed.nanoseconds
        let result: Result<BMCReply, BMCError>
        do throws(BMCError) {
            result = .success(try await client.perform(command, on: bmc))
        } catch {
            result = .failure(error)
        }
        measured(
            BMCExchange(
                host: hosts[bmc] ?? "", command: command, sent: sent, answered: clock.elapsed.nanoseconds,
                result: result))
        return try result.get()
    }
}
