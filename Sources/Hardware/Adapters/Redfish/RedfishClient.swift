public import HardwareClients
public import HardwareInterfaces

/// A client of BMCs that speak Redfish. One attempt a call; a command needs several requests, and of one BMC
/// the commands are carried out one after the other.
///
/// Source: DMTF DSP0266 (protocol) and DSP0268 (schemas).
public final class RedfishClient: BMCClient {
    private let http: HTTPService
    private let services: [EquipmentID: RedfishBMCService]

    /// Makes a client of some devices; nothing is sent yet. It must be closed.
    public init(devices: [EquipmentID: RedfishDevice], limits: TimeLimits = TimeLimits()) {
        let http = HTTPService(limits: limits)
        self.http = http
        services = devices.mapValues { RedfishBMCService($0, http, limits) }
    }

    /// Ends the sessions at the devices and all connections.
    public func close() async {
        for service in services.values { await service.endSession() }
        await http.close()
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
