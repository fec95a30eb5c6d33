/// What a RabbitMQ broker says of itself (management API: `/api/health/checks/alarms`,
/// `/api/overview`, `/api/nodes`).
///
/// Source: rabbitmq/rabbitmq-server deps/rabbitmq_management/priv/www/api/index.html.
public struct RabbitMQStatus: Hashable, Codable, Sendable {
    /// Whether it answers at all.
    public var isAnswering = false
    /// The alarms that are on.
    public var alarms: Set<RabbitMQAlarm> = []
    /// How many clients are connected.
    public var connections = 0
    /// Messages that wait in queues; nil where none are counted: without queues, and for some seconds after a
    /// start.
    public var messages: Int64?
    /// The version of RabbitMQ; nil where it is not told.
    public var version: String?
    /// The nodes of its cluster; none where they are not told.
    public var nodes: [RabbitMQNode] = []

    /// Of a broker that does not answer.
    public init() {}

    private enum CodingKeys: String, CodingKey {
        case isAnswering, alarms, connections, messages, version, nodes
    }

    /// Writes it with the alarms in order, so that equal ones are written alike.
    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(isAnswering, forKey: .isAnswering)
        try fields.encode(alarms.map(\.rawValue).sorted(), forKey: .alarms)
        try fields.encode(connections, forKey: .connections)
        try fields.encodeIfPresent(messages, forKey: .messages)
        try fields.encodeIfPresent(version, forKey: .version)
        try fields.encode(nodes, forKey: .nodes)
    }
}

/// Why a broker takes no more messages.
public enum RabbitMQAlarm: String, CaseIterable, Codable, Sendable {
    /// It uses more memory than its high watermark.
    case memory
    /// Its disk has less room than its limit.
    case disk
    /// It has opened as many files as it may; only before RabbitMQ 4.
    case descriptors = "file_descriptor_limit"
}
