public import Simulation

/// What a cache sees of an object when it sees several writes at once: the version before and the one now.
public struct Delivery: Sendable {
    /// The version that the cache saw before; nil when it knew of none.
    public let old: StoredObject?
    /// The version that it sees now; nil when the object is gone.
    public let new: StoredObject?
    /// The journal entry of the last write.
    public let cause: EntryID
}
