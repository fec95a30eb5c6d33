public import HardwareClients
public import HardwareInterfaces

/// A client of the machine that it runs on. It reads, and changes nothing: all else is `unsupported`.
public struct LocalHostClient: HostClient {
    private let services: [EquipmentID: HostService]

    /// Makes a client; nothing is read yet. `limit` is the time of one run of a program.
    public init(hosts: [EquipmentID: LocalHost], limit: Duration = .seconds(60)) {
        services = hosts.mapValues { HostService(host: $0, limit: limit) }
    }

    /// Carries out `command`; throws what stood against it.
    public func perform(_ command: HostCommand, on host: EquipmentID) async throws(HostError) -> HostReply {
        try await services.perform(command, on: host)
    }

    /// Carries out `command`; throws what stood against it, with the host's name and the request.
    public func answer(
        _ command: HostCommand, of host: EquipmentID
    ) async throws(DeviceFailure<HostError>) -> HostReply {
        try await services.answer(command, of: host)
    }
}
