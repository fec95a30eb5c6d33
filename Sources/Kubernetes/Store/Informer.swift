/// A controller's cache of one kind in one cluster: how far it has seen the table's changes.
struct Informer: Sendable {
    /// Everything up to this revision was seen.
    var cursor: UInt64 = 0
    /// The number of the next change to see.
    var next = 0
}
