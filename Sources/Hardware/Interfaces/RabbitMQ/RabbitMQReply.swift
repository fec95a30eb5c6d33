/// What a RabbitMQ broker answers.
public enum RabbitMQReply: Hashable, Codable, Sendable {
    /// It is done.
    case done
    /// What a monitor reads.
    case status(RabbitMQStatus)
}
