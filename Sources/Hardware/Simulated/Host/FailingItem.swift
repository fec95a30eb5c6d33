/// A state item that fails on a host for as long as a fault lasts, so many times.
public struct FailingItem: Hashable, Sendable {
    /// The item's name.
    public var item: String
    /// How often the fault lets it fail.
    public var times: Int
    /// How often it still will.
    public var left: Int

    /// An item that has not failed yet.
    public init(item: String, times: Int) {
        self.item = item
        self.times = times
        left = times
    }
}
