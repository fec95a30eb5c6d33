public import HardwareInterfaces

/// A client of a real member of a Galera cluster. One attempt a call: retrying is a controller's job.
public protocol GaleraClient: Sendable {
    /// Carries out `command`; throws what stood against it.
    func perform(_ command: GaleraCommand, on member: EquipmentID) async throws(GaleraError) -> GaleraReply
}
