public import HardwareInterfaces

/// A client of a real RabbitMQ broker. One attempt a call: retrying is a controller's job.
public protocol MessageBrokerClient: Sendable {
    /// Carries out `command`; throws what stood against it.
    func perform(_ command: RabbitMQCommand, on broker: EquipmentID) async throws(RabbitMQError)
        -> RabbitMQReply
}
