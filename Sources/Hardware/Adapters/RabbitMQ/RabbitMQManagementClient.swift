public import HardwareClients
public import HardwareInterfaces

/// A client of RabbitMQ brokers, by their management API. One attempt a call; a command needs several
/// requests.
///
/// What concerns a broker's process can't be asked of its API, and is `unsupported`.
public final class RabbitMQManagementClient: MessageBrokerClient {
    private let http: HTTPService
    private let services: [EquipmentID: RabbitMQService]

    /// Makes a client of some brokers; nothing is sent yet. It must be closed.
    public init(devices: [EquipmentID: HTTPDevice], limits: TimeLimits = TimeLimits()) {
        let http = HTTPService(limits: limits)
        self.http = http
        services = devices.mapValues { RabbitMQService(device: $0, http: http, limits: limits) }
    }

    /// Ends all connections.
    public func close() async { await http.close() }

    /// Carries out `command`; throws what stood against it.
    public func perform(
        _ command: RabbitMQCommand, on broker: EquipmentID
    ) async throws(RabbitMQError) -> RabbitMQReply {
        try await services.perform(command, on: broker)
    }

    /// Carries out `command`; throws what stood against it, with the broker's name and the request.
    public func answer(
        _ command: RabbitMQCommand, of broker: EquipmentID
    ) async throws(DeviceFailure<RabbitMQError>) -> RabbitMQReply {
        try await services.answer(command, of: broker)
    }
}
