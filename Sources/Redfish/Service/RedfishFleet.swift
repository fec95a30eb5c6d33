public import HardwareInterfaces

/// The BMCs that a service stands before.
public protocol RedfishFleet: Sendable {
    /// Carries out a command at the BMC of a host, by index; `reply` gets the answer, before this returns
    /// where it need not be waited for.
    func perform(
        _ command: BMCCommand, host: Int, reply: @escaping @Sendable (Result<BMCReply, BMCError>) -> Void)

    /// Civil time there as RFC 3339 in UTC.
    func civilTime() -> String

    /// Tells from now on, in order, what changes of what BMCs tell; answers the number for `unwatch`. The
    /// listener must ask the fleet for nothing.
    func watch(_ listener: @escaping @Sendable ([BMCChange]) -> Void) -> Int

    /// Tells a listener nothing any more.
    func unwatch(_ number: Int)
}
