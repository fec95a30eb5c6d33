/// A sealed stretch of a journal.
public struct JournalBlock: Hashable, Sendable {
    /// The number of entries in a full block.
    public static let capacity = 10_000

    /// The entry before the block's first.
    public var base: EntryID
    /// The entries, in order; entry `i` has number `base + 1 + i`.
    public var entries: ContiguousArray<Entry>
    /// The fingerprint after the block's last entry.
    public var fingerprint: Fingerprint

    /// Makes a block.
    public init(base: EntryID, entries: ContiguousArray<Entry>, fingerprint: Fingerprint) {
        self.base = base
        self.entries = entries
        self.fingerprint = fingerprint
    }
}
