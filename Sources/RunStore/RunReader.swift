import Foundation
import GRDB
import Simulation

/// Reads one stored run. What it holds is checked as it is read: damage is an error that names run and place.
public final class RunReader {
    /// The file's path.
    public let path: String
    /// The record, with its members.
    public let record: RunRecord

    private let file: RunFile
    private let index: [BlockIndex]
    private var recent: [(number: Int, block: JournalBlock)] = []

    /// Opens the run file at `path`, in a store or elsewhere.
    ///
    /// Throws `notFound`, `newerFormat`, or `damaged`. Reads the record and an index of blocks, no journal.
    public init(path: String) throws(RunStoreError) {
        self.path = path
        file = try RunFile(path: path)
        index = try Self.index(file)
        record = try Self.record(file)
    }

    /// The number of blocks of the journal.
    public var blockCount: Int { index.count }

    /// The number of entries of the journal that are stored.
    public var entryCount: Int { index.last.map { $0.base + $0.count } ?? 0 }

    /// The fingerprint after each block, in order; two runs are equal up to where these are.
    public func fingerprints() -> [Fingerprint] { index.map(\.fingerprint) }

    /// The entries of each block, by number, in order.
    public func entryRanges() -> [ClosedRange<EntryID>] {
        index.map { EntryID(number: UInt32($0.base + 1))...EntryID(number: UInt32($0.base + $0.count)) }
    }

    /// The block at `number`, 0 ..< `blockCount`. Throws `damaged`.
    public func block(_ number: Int) throws(RunStoreError) -> JournalBlock {
        precondition(index.indices.contains(number), "block \(number) of \(index.count)")
        if let known = recent.last(where: { $0.number == number }) { return known.block }
        let place = index[number]
        let rows = try file.rows("SELECT bytes FROM block WHERE number = ?", [number])
        guard let packed = rows.first?.bytes(0), let bytes = Zlib.inflate(packed, size: place.size),
            let block = JournalBlock(encoded: bytes), Int(block.base.number) == place.base,
            block.entries.count == place.count, block.fingerprint == place.fingerprint
        else { throw damaged("block \(number) of its journal is altered") }
        if recent.count == Self.recentLimit { recent.removeFirst() }
        recent.append((number, block))
        return block
    }

    /// The entry `id`; nil when the run has none of that number. Throws `damaged`.
    ///
    /// Decodes the entry's block unless it is among the last few that were read.
    public func entry(_ id: EntryID) throws(RunStoreError) -> Entry? {
        guard id != .none, id.number <= entryCount else { return nil }
        var low = 0
        var high = index.count - 1
        while low < high {
            let middle = (low + high + 1) / 2
            if index[middle].base < Int(id.number) { low = middle } else { high = middle - 1 }
        }
        let block = try block(low)
        return block.entries[Int(id.number) - index[low].base - 1]
    }

    /// The texts of interned names, by number. Throws `damaged`.
    public func names() throws(RunStoreError) -> [String] {
        var names: [String] = []
        for bytes in try pieces(.names, limit: RunFormat.maxNamesBytes) {
            var rest = bytes[...]
            while !rest.isEmpty {
                guard rest.count >= 4 else { throw damaged("its names are altered") }
                let length = rest.prefix(4).reversed().reduce(0) { (sum: Int, byte: UInt8) in sum << 8 | Int(byte) }
                rest = rest.dropFirst(4)
                guard length <= rest.count, let name = String(validating: rest.prefix(length), as: UTF8.self)
                else { throw damaged("its names are altered") }
                names.append(name)
                rest = rest.dropFirst(length)
            }
        }
        return names
    }

    /// The inputs, without their contents, in the order in which they were stored. Throws `damaged`.
    public func inputs() throws(RunStoreError) -> [RunInput] {
        let kind = RunFormat.PieceKind.input.rawValue
        let rows = try file.rows("SELECT number, label, size FROM piece WHERE kind = ? ORDER BY number", [kind])
        var inputs: [RunInput] = []
        for row in rows {
            guard let number = row.integer(0), let path = row.text(1),
                let size = row.number(2, in: 0...RunFormat.maxPieceBytes)
            else { throw damaged("its list of inputs is altered") }
            inputs.append(RunInput(number: Int(number), path: path, size: size))
        }
        return inputs
    }

    /// The content of an input of this run. Throws `damaged`.
    public func bytes(of input: RunInput) throws(RunStoreError) -> [UInt8] {
        let sql = "SELECT number, label, size, checksum, bytes FROM piece WHERE number = ? AND kind = ?"
        let rows = try file.rows(sql, [input.number, RunFormat.PieceKind.input.rawValue])
        guard let row = rows.first, row.text(1) == input.path else {
            throw damaged("its input \(input.path) is missing")
        }
        return try Self.content(row, .input, file)
    }

    /// What was decided during the run, in the caller's encoding; may be empty. Throws `damaged`.
    public func decisions() throws(RunStoreError) -> [UInt8] {
        Array(try pieces(.decisions, limit: RunFormat.maxPieceBytes).joined())
    }

    /// What the run was told from outside, in the caller's encoding; may be empty. Throws `damaged`.
    public func inbox() throws(RunStoreError) -> [UInt8] {
        Array(try pieces(.inbox, limit: RunFormat.maxPieceBytes).joined())
    }

    private func pieces(_ kind: RunFormat.PieceKind, limit: Int) throws(RunStoreError) -> [[UInt8]] {
        try Self.pieces(kind, limit: limit, file)
    }

    private func damaged(_ what: String) -> RunStoreError { RunStoreError.damaged(path, what) }

    private static var recentLimit: Int { 16 }

    private static func record(_ file: RunFile) throws(RunStoreError) -> RunRecord {
        let record = try file.record().record
        let texts = try pieces(.members, limit: RunFormat.maxPieceBytes, file)
        var members: [RunMember] = []
        do {
            for text in texts { members += try JSONDecoder().decode([RunMember].self, from: Data(text)) }
        } catch {
            throw RunStoreError.damaged(file.path, "its list of members is altered")
        }
        guard let whole = record.with(members: members) else {
            throw RunStoreError.damaged(file.path, "members are missing")
        }
        return whole
    }

    /// The blocks, which must follow one another.
    private static func index(_ file: RunFile) throws(RunStoreError) -> [BlockIndex] {
        let rows = try file.rows("SELECT number, base, count, fingerprint, size FROM block ORDER BY number")
        var index: [BlockIndex] = []
        var base = 0
        for row in rows {
            guard row.integer(0) == Int64(index.count), row.integer(1) == Int64(base),
                let count = row.number(2, in: 1...JournalBlock.capacity),
                let fingerprint = Fingerprint(row.text(3) ?? ""),
                let size = row.number(4, in: 0...RunFormat.maxBlockBytes), base + count <= UInt32.max
            else { throw RunStoreError.damaged(file.path, "block \(index.count) is missing or altered") }
            index.append(BlockIndex(base: base, count: count, fingerprint: fingerprint, size: size))
            base += count
        }
        return index
    }

    private static func pieces(
        _ kind: RunFormat.PieceKind, limit: Int, _ file: RunFile
    ) throws(RunStoreError) -> [[UInt8]] {
        let sql = "SELECT number, label, size, checksum, bytes FROM piece WHERE kind = ? ORDER BY number"
        var total = 0
        var pieces: [[UInt8]] = []
        for row in try file.rows(sql, [kind.rawValue]) {
            total += row.number(2, in: 0...limit) ?? 0
            guard total <= limit else {
                throw RunStoreError.damaged(file.path, "its \(kind.rawValue) exceed \(limit) bytes")
            }
            pieces.append(try content(row, kind, file))
        }
        return pieces
    }

    /// What a row of number, label, size, checksum and bytes stands for.
    private static func content(
        _ row: RunRow, _ kind: RunFormat.PieceKind, _ file: RunFile
    ) throws(RunStoreError) -> [UInt8] {
        guard let number = row.integer(0), let label = row.text(1), let packed = row.bytes(4),
            let size = row.number(2, in: 0...RunFormat.maxPieceBytes),
            row.integer(3) == RunFormat.checksum(Int(number), kind, label, size: size, packed),
            let bytes = Zlib.inflate(packed, size: size)
        else { throw RunStoreError.damaged(file.path, "a piece of it is altered: \(kind.rawValue)") }
        return bytes
    }
}
