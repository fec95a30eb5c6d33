import Simulation

/// All that a run file holds beside its record, without the contents. Its checksum is stored with the record,
/// so that nothing can be missing.
struct RunIndex {
    /// The blocks, by number.
    private(set) var blocks: [BlockIndex] = []
    /// The pieces, by number.
    private(set) var pieces: [PieceIndex] = []
    private var blocksChecksum: Int64 = 0
    private var piecesChecksum: Int64 = 0

    /// An empty index.
    init() {}

    /// Reads the index of `file`, whose checksum must be `checksum`. Throws `damaged`.
    init(_ file: RunFile, checksum: Int64) throws(RunStoreError) {
        for row in try file.rows("SELECT number, base, count, fingerprint, size FROM block ORDER BY number") {
            guard row.integer(0) == Int64(blocks.count), row.integer(1) == Int64(entryCount),
                let count = row.number(2, in: 1...JournalBlock.capacity),
                let fingerprint = Fingerprint(row.text(3) ?? ""),
                let size = row.number(4, in: 0...RunFormat.maxBlockBytes), entryCount + count <= UInt32.max
            else { throw RunStoreError.damaged(file.path, "block \(blocks.count) is missing or altered") }
            append(BlockIndex(base: entryCount, count: count, fingerprint: fingerprint, size: size))
        }
        for row in try file.rows("SELECT number, kind, label, size, checksum FROM piece ORDER BY number") {
            guard row.integer(0) == Int64(pieces.count),
                let kind = RunFormat.PieceKind(rawValue: row.text(1) ?? ""), let label = row.text(2),
                let size = row.number(3, in: 0...RunFormat.maxPieceBytes), let checksum = row.integer(4)
            else { throw RunStoreError.damaged(file.path, "piece \(pieces.count) is missing or altered") }
            append(PieceIndex(kind: kind, label: label, size: size, checksum: checksum))
        }
        guard self.checksum == checksum else {
            throw RunStoreError.damaged(file.path, "its list of blocks and pieces is altered")
        }
    }

    /// The number of journal entries.
    var entryCount: Int { blocks.last.map { $0.base + $0.count } ?? 0 }

    /// The checksum of all of it.
    var checksum: Int64 { blocksChecksum << 32 | piecesChecksum }

    /// Adds the next block.
    mutating func append(_ block: BlockIndex) {
        blocks.append(block)
        blocksChecksum = Zlib.checksum(block.line, from: blocksChecksum)
    }

    /// Adds the next piece.
    mutating func append(_ piece: PieceIndex) {
        pieces.append(piece)
        piecesChecksum = Zlib.checksum(piece.line, from: piecesChecksum)
    }
}
