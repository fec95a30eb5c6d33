/// The identity of one request to equipment. A request that is repeated after a loss carries a new number.
public struct OperationID: Hashable, Codable, Sendable {
    /// The number, from 1.
    public var number: UInt32

    /// Makes the identifier with `number`.
    public init(number: UInt32) { self.number = number }
}
