/// Interned names: a string for each number, a number for each string, numbered in the order of first use.
///
/// Copy-on-write by chunk. Look-up is by a hash of our own over open addressing, so that nothing depends on
/// the process's hash seed.
public struct NameTable: Sendable {
    private var names = ChunkedArray<String>()
    private var hashes = ChunkedArray<UInt64>()
    private var slots = ChunkedArray<UInt32>(repeating: 0, count: 1024)

    /// A table with the empty name only.
    public init() { _ = intern("") }

    /// How many names there are.
    public var count: Int { names.count }

    /// The number of `name`, given anew at its first use.
    public mutating func intern(_ name: String) -> NameID {
        if name.isEmpty, !names.isEmpty { return .empty }
        let hash = Mix.text(name)
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[slot] != 0 {
            let index = Int(slots[slot] - 1)
            if hashes[index] == hash, names[index] == name { return NameID(number: UInt32(index)) }
            slot = (slot + 1) & (slots.count - 1)
        }
        precondition(names.count < Int(UInt32.max), "too many names")
        names.append(name)
        hashes.append(hash)
        slots[slot] = UInt32(names.count)
        if names.count * 2 > slots.count { rehash() }
        return NameID(number: UInt32(names.count - 1))
    }

    /// The number of `name` if it is known.
    public func find(_ name: String) -> NameID? {
        let hash = Mix.text(name)
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[slot] != 0 {
            let index = Int(slots[slot] - 1)
            if hashes[index] == hash, names[index] == name { return NameID(number: UInt32(index)) }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    /// The text of `id`, which must be of this table.
    public subscript(id: NameID) -> String { names[Int(id.number)] }

    /// The hash of a name's text, equal on every machine.
    public func hash(_ id: NameID) -> UInt64 { hashes[Int(id.number)] }

    private mutating func rehash() {
        slots = ChunkedArray(repeating: 0, count: slots.count * 2)
        for index in names.indices {
            var slot = Int(truncatingIfNeeded: hashes[index]) & (slots.count - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = UInt32(index + 1)
        }
    }
}
