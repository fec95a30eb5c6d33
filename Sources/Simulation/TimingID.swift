/// The index of a timing in a `Timings` table.
public struct TimingID: Hashable, Sendable {
    /// The index.
    public var index: Int

    /// Makes the identifier with `index`.
    public init(index: Int) { self.index = index }
}
