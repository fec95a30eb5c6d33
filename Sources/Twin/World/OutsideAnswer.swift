public import HardwareInterfaces

/// What the BMC of a host has answered to a client outside.
public struct OutsideAnswer: Hashable, Sendable {
    /// The number of the request.
    public var number: UInt32
    /// The answer.
    public var result: Result<BMCReply, BMCError>
}
