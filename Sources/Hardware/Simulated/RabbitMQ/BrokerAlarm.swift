import HardwareInterfaces

/// An alarm that a fault holds on at brokers of a host.
struct BrokerAlarm: Hashable, Sendable {
    /// The name of the broker's workload; empty for all of the host.
    var broker: String
    /// Which alarm.
    var alarm: RabbitMQAlarm
}
