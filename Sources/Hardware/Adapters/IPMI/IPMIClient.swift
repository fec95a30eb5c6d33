public import HardwareClients
public import HardwareInterfaces

/// A client of BMCs that speak IPMI 2.0 (RMCP+), by the program `ipmitool`. One attempt a call; of one BMC
/// the commands are carried out one after the other.
public final class IPMIClient: BMCClient {
    private let services: [EquipmentID: IPMIService]

    /// Makes a client of some devices; nothing is sent yet. `limit` is the time of one run of the program.
    public init(devices: [EquipmentID: IPMIDevice], limit: Duration = .seconds(60)) {
        services = devices.mapValues { IPMIService($0, limit) }
    }

    /// Carries out `command`; throws what stood against it.
    public func perform(_ command: BMCCommand, on bmc: EquipmentID) async throws(BMCError) -> BMCReply {
        try await services.perform(command, on: bmc)
    }

    /// Carries out `command`; throws what stood against it, with the device's name and the request.
    public func answer(
        _ command: BMCCommand, of bmc: EquipmentID
    ) async throws(DeviceFailure<BMCError>) -> BMCReply {
        try await services.answer(command, of: bmc)
    }
}
