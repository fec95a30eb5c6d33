public import HardwareInterfaces

/// What happened at a broker, in order.
public enum RabbitMQNotice: Hashable, Sendable {
    /// It answers, or no longer.
    case answers(Bool)
    /// An alarm is on, or no longer: those that publish are held up meanwhile.
    case alarm(RabbitMQAlarm, Bool)
    /// All processes of a service are connected, or none is.
    case connected(String, Bool)
    /// Calls of a service that were open when the broker went have failed.
    case callsFailed(String)
}
