public import HardwareClients
public import HardwareInterfaces
import Simulation

/// Switches the power only where it is other than wanted, and answers when it has changed, or when it was
/// waited for long enough: BMCs accept a switch before it is done.
public struct SettlingBMCClient: BMCClient {
    private let client: any BMCClient
    private let clock: any LiveClock

    /// How long the power may take to change.
    /// Source: openstack/ironic ironic/conf/conductor.py (power_state_change_timeout).
    static let limit = SimDuration.seconds(60)
    /// How long until it is read again. Source: guess; openstack/ironic ironic/conductor/utils.py begins with
    /// 1 s (node_wait_for_power_state).
    static let interval = SimDuration.seconds(1)

    /// Waits by a clock for what another client has asked for.
    public init(_ client: any BMCClient, clock: any LiveClock) {
        self.client = client
        self.clock = clock
    }

    public func perform(_ command: BMCCommand, on bmc: EquipmentID) async throws(BMCError) -> BMCReply {
        guard case .setPower(let wanted) = command else { return try await client.perform(command, on: bmc) }
        var reply = try await client.perform(.readPower, on: bmc)
        guard reply != .power(wanted) else { return reply }
        _ = try await client.perform(command, on: bmc)
        let end = clock.elapsed + Self.limit
        reply = try await client.perform(.readPower, on: bmc)
        while reply != .power(wanted), clock.elapsed < end {
            do { try await clock.sleep(until: clock.elapsed + Self.interval) } catch { throw .timedOut }
            reply = try await client.perform(.readPower, on: bmc)
        }
        return reply
    }
}
