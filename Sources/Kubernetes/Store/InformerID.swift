/// Which cache: the kind, and the informer's number in that kind's table.
public struct InformerID: Hashable, Sendable {
    /// The kind.
    public var kind: KindID
    /// The number within the table.
    public var number: Int
}
