public import HardwareClients
public import HardwareInterfaces

/// A client of members of Galera clusters, by the program `mariadb`. One attempt a call.
///
/// What concerns a member's process or its files can't be asked of its database, and is `unsupported`.
public struct MariaDBClient: GaleraClient {
    private let services: [EquipmentID: MariaDBService]

    /// Makes a client of some members; nothing is sent yet. `limit` is the time of one run of the program.
    public init(
        devices: [EquipmentID: MariaDBDevice], program: String = "mariadb", limit: Duration = .seconds(60)
    ) {
        services = devices.mapValues { MariaDBService(device: $0, program: program, limit: limit) }
    }

    /// Carries out `command`; throws what stood against it.
    public func perform(
        _ command: GaleraCommand, on member: EquipmentID
    ) async throws(GaleraError) -> GaleraReply {
        try await services.perform(command, on: member)
    }

    /// Carries out `command`; throws what stood against it, with the member's name and the request.
    public func answer(
        _ command: GaleraCommand, of member: EquipmentID
    ) async throws(DeviceFailure<GaleraError>) -> GaleraReply {
        try await services.answer(command, of: member)
    }
}
