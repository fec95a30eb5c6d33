public import HardwareInterfaces

/// The BMCs that a service stands before.
public protocol RedfishFleet: Sendable {
    /// Carries out a command at the BMC of a host, by index.
    func perform(_ command: BMCCommand, host: Int) async -> Result<BMCReply, BMCError>

    /// Civil time there as RFC 3339 in UTC.
    func civilTime() async -> String
}
