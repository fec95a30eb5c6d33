/// What a RabbitMQ broker says of itself (management API: `/api/nodes`, `/api/health/checks/alarms`).
///
/// Source: rabbitmq/rabbitmq-server deps/rabbitmq_management/priv/www/api/index.html.
public struct RabbitMQStatus: Hashable, Codable, Sendable {
    /// Whether it answers at all.
    public var isAnswering = false
    /// The alarms that are on.
    public var alarms: Set<RabbitMQAlarm> = []
    /// How many clients are connected.
    public var connections = 0
    /// Messages that wait in queues.
    public var messages: Int64 = 0

    /// Of a broker that does not answer.
    public init() {}
}

/// Why a broker takes no more messages.
public enum RabbitMQAlarm: String, CaseIterable, Codable, Sendable {
    /// It uses more memory than its high watermark.
    case memory
    /// Its disk has less room than its limit.
    case disk
}
