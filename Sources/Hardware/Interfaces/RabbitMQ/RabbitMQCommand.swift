/// What may be asked of a RabbitMQ broker: of its process, and of the broker in it.
public enum RabbitMQCommand: Hashable, Codable, Sendable {
    /// Starts it on the data that it has.
    case start
    /// Stops it in an orderly way (SIGTERM).
    case stop
    /// Ends its process at once (SIGKILL).
    case kill
    /// Holds its process (SIGSTOP): connections stay open, and nothing is answered.
    case pause
    /// Lets it go on (SIGCONT).
    case resume
    /// Loses all its data, as a pod does whose volume is an emptyDir.
    case wipe
    /// Asks what a monitor reads.
    case status
}
