/// A state item that is carried out on a host, whatever equipment its commands are for.
public struct ItemRun: Hashable, Sendable {
    /// The item's name.
    public var name: String
    /// The index of the host on which its agent runs.
    public var host: UInt32

    /// Makes a run of an item.
    public init(name: String, host: UInt32) {
        self.name = name
        self.host = host
    }
}
