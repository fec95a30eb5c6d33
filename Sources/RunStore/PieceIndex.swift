/// What a run file says about a piece without decompressing it.
struct PieceIndex {
    /// What the piece is.
    var kind: RunFormat.PieceKind
    /// The path of an input; empty for other pieces.
    var label: String
    /// The size when decompressed, in bytes.
    var size: Int
    /// The checksum of the compressed bytes.
    var checksum: Int64

    /// The piece in a line, for the checksum of an index.
    var line: String { "\(kind.rawValue) \(size) \(checksum) \(label)\n" }
}
