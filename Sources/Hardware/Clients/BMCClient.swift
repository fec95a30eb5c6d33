public import HardwareInterfaces

/// A client of a real BMC. One attempt a call: retrying is a controller's job.
public protocol BMCClient: Sendable {
    /// Carries out `command`; throws what stood against it.
    func perform(_ command: BMCCommand, on bmc: EquipmentID) async throws(BMCError) -> BMCReply
}
