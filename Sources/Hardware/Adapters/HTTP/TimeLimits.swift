/// How long a client waits.
///
/// Source of the defaults: Ironic's redfish driver waits 30 s for a connection and 60 s for an answer
/// (ironic/conf/redfish.py); the time of a whole command is a guess.
public struct TimeLimits: Sendable {
    /// For a connection.
    public var connection: Duration
    /// For one answer, from the first byte sent to the last one received.
    public var answer: Duration
    /// For all the answers that a command needs.
    public var command: Duration

    /// Makes the limits.
    public init(
        connection: Duration = .seconds(30), answer: Duration = .seconds(60),
        command: Duration = .seconds(300)
    ) {
        self.connection = connection
        self.answer = answer
        self.command = command
    }
}
