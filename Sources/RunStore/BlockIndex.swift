import Simulation

/// What a run file says about a block of the journal without decoding it.
struct BlockIndex {
    /// The number of the entry before the block's first.
    var base: Int
    /// The number of entries.
    var count: Int
    /// The fingerprint after the block's last entry.
    var fingerprint: Fingerprint
    /// The size when decompressed, in bytes.
    var size: Int

    /// The block in a line, for the checksum of an index.
    var line: String { "\(base) \(count) \(fingerprint) \(size)\n" }
}
