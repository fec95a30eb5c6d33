/// The number of a journal entry in its run, from 1; 0 stands for "no entry" and is the root of all causes.
public struct EntryID: Hashable, Comparable, Sendable {
    /// The number.
    public var number: UInt32

    /// Makes the identifier with `number`.
    @inlinable
    public init(number: UInt32) { self.number = number }

    /// No entry: what has this cause has none in the run.
    public static let none = EntryID(number: 0)

    /// True when `left` came earlier.
    @inlinable
    public static func < (left: EntryID, right: EntryID) -> Bool { left.number < right.number }
}
