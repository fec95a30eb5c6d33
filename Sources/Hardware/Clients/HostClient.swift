public import HardwareInterfaces

/// A client of one real host's operating system. One attempt a call: retrying is a controller's job.
public protocol HostClient: Sendable {
    /// Carries out `command`; throws what stood against it.
    func perform(_ command: HostCommand, on host: EquipmentID) async throws(HostError) -> HostReply
}
