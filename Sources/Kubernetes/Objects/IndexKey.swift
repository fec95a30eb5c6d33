/// A value under which objects of a kind can be found without a scan.
public struct IndexKey: Hashable, Sendable {
    /// Hash of index name and value, in one word.
    public var hash: UInt64

    /// The key for `value` in the index called `index`.
    public init(_ index: StaticString, _ value: String) {
        hash = Self.begin(index)
        add(value)
    }

    /// The key for a value in a namespace.
    public init(_ index: StaticString, namespace: String, _ value: String) {
        hash = Self.begin(index)
        add(namespace)
        hash = (hash ^ UInt64(UInt8(ascii: "/"))) &* Self.prime
        add(value)
    }

    /// The key for an owner.
    public init(owner: UID) { hash = owner.number &* 0x9e37_79b9_7f4a_7c15 ^ 0x6f77_6e65 }

    /// FNV-1a.
    private static var prime: UInt64 { 0x100_0000_01b3 }

    private static func begin(_ index: StaticString) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        index.withUTF8Buffer { for byte in $0 { hash = (hash ^ UInt64(byte)) &* prime } }
        return (hash ^ 0xff) &* prime
    }

    private mutating func add(_ text: String) {
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* Self.prime }
    }
}
