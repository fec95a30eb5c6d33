/// An instance, by its number in its cloud; what people call it is in replies.
public struct ServerID: Hashable, Codable, Sendable {
    /// The number, from 0 on.
    public var number: UInt32

    /// The instance of this number.
    public init(number: UInt32) { self.number = number }
}
