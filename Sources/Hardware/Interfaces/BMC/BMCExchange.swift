/// A command that was sent to a BMC outside, and when, by a clock on the wall.
public struct BMCExchange: Hashable, Codable, Sendable {
    /// The BareMetalHost of the BMC: `NAMESPACE/NAME`.
    public var host: String
    /// What was sent.
    public var command: BMCCommand
    /// When it was sent, in nanoseconds from the clock's beginning.
    public var sent: Int64
    /// When the answer had come, or was given up.
    public var answered: Int64
    /// The power that the answer tells; nil where it tells none.
    public var power: PowerState?
    /// Whether the answer was an error, or none came.
    public var failed: Bool

    /// Makes the record of an exchange.
    public init(
        host: String, command: BMCCommand, sent: Int64, answered: Int64, result: Result<BMCReply, BMCError>
    ) {
        self.host = host
        self.command = command
        self.sent = sent
        self.answered = answered
        switch result {
        case .success(.power(let told)): (power, failed) = (told, false)
        case .success(.system(let system)): (power, failed) = (system.power, false)
        case .success: failed = false
        case .failure: failed = true
        }
    }
}
