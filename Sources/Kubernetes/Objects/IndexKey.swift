/// A value under which objects of a kind can be found without a scan.
public struct IndexKey: Hashable, Sendable {
    /// Hash of index name and value, in one word.
    public var hash: UInt64

    /// The key for `value` in the index called `index`.
    public init(_ index: StaticString, _ value: String) {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        index.withUTF8Buffer { for byte in $0 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 } }
        hash = (hash ^ 0xff) &* 0x100_0000_01b3
        for byte in value.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        self.hash = hash
    }

    /// The key for a value in a namespace.
    public init(_ index: StaticString, namespace: String, _ value: String) {
        self.init(index, namespace + "/" + value)
    }

    /// The key for an owner.
    public init(owner: UID) { hash = owner.number &* 0x9e37_79b9_7f4a_7c15 ^ 0x6f77_6e65 }
}
