/// Something that is due at an instant: 32 bytes, trivially copyable.
///
/// `target`, `code` and the operands mean what the module that owns the range of `code` says.
public struct Event: Sendable {
    /// When it is due.
    public var time: SimTime
    /// Priority (4 bits, lower first), tie (28 bits) and sequence (32 bits); made by the queue.
    @usableFromInline var order: UInt64
    /// The index of who it is for.
    public var target: UInt32
    /// The entry that caused it.
    public var cause: EntryID
    /// A first operand.
    public var operand: UInt32
    /// What is due.
    public var code: UInt16
    /// A second, short operand.
    public var detail: UInt16

    /// Makes an event; its place among events of equal time is given by the queue.
    @inlinable
    public init(
        at time: SimTime, code: UInt16, target: UInt32, operand: UInt32 = 0, detail: UInt16 = 0,
        cause: EntryID
    ) {
        self.time = time
        order = 0
        self.target = target
        self.cause = cause
        self.operand = operand
        self.code = code
        self.detail = detail
    }

    /// True when `left` is due before `right`: a total order, since no two have the same sequence.
    @inlinable
    static func precedes(_ left: Event, _ right: Event) -> Bool {
        left.time.nanoseconds != right.time.nanoseconds
            ? left.time.nanoseconds < right.time.nanoseconds : left.order < right.order
    }
}
