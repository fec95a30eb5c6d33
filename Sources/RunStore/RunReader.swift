import Foundation
import GRDB
public import Simulation

/// Reads one stored run. What it holds is checked as it is read: damage is an error that names run and place.
public final class RunReader {
    /// The file's path.
    public let path: String
    /// The record, with its members.
    public let record: RunRecord

    private let file: RunFile
    private let index: RunIndex
    private var recent: [(number: Int, block: JournalBlock)] = []

    /// Opens the run file at `path`, in a store or elsewhere.
    ///
    /// Throws `notFound`, `newerFormat`, or `damaged`. Reads the record and an index of blocks, no journal.
    public init(path: String) throws(RunStoreError) {
        self.path = path
        file = try RunFile(path: path)
        let (bare, _, contents) = try file.record()
        index = try RunIndex(file, checksum: contents)
        record = try Self.members(bare, index, file)
    }

    /// The number of blocks of the journal.
    public var blockCount: Int { index.blocks.count }

    /// The number of entries of the journal that are stored.
    public var entryCount: Int { index.entryCount }

    /// The fingerprint after each block, in order; two runs are equal up to where these are.
    public func fingerprints() -> [Fingerprint] { index.blocks.map(\.fingerprint) }

    /// The entries of each block, by number, in order.
    public func entryRanges() -> [ClosedRange<EntryID>] {
        index.blocks.map {
            EntryID(number: UInt32($0.base + 1))...EntryID(number: UInt32($0.base + $0.count))
        }
    }

    /// The block at `number`, 0 ..< `blockCount`. Throws `damaged`.
    public func block(_ number: Int) throws(RunStoreError) -> JournalBlock {
        precondition(index.blocks.indices.contains(number), "block \(number) of \(blockCount)")
        if let known = recent.last(where: { $0.number == number }) { return known.block }
        let place = index.blocks[number]
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
        guard id != .none, id.number <= index.entryCount else { return nil }
        var low = 0
        var high = blockCount - 1
        while low < high {
            let middle = (low + high + 1) / 2
            if index.blocks[middle].base < Int(id.number) { low = middle } else { high = middle - 1 }
        }
        let block = try block(low)
        return block.entries[Int(id.number) - index.blocks[low].base - 1]
    }

    /// The texts of interned names, by number. Throws `damaged`.
    public func names() throws(RunStoreError) -> [String] {
        var names: [String] = []
        for bytes in try file.pieces(.names, index) {
            var rest = bytes[...]
            while !rest.isEmpty {
                guard rest.count >= 4 else { throw damaged("its names are altered") }
                let length = rest.prefix(4).reversed().reduce(0) { (sum: Int, byte: UInt8) in
                    sum << 8 | Int(byte)
                }
                rest = rest.dropFirst(4)
                guard length <= rest.count, let name = String(validating: rest.prefix(length), as: UTF8.self)
                else { throw damaged("its names are altered") }
                names.append(name)
                rest = rest.dropFirst(length)
            }
        }
        return names
    }

    /// The inputs, without their contents, in the order in which they were stored.
    public func inputs() -> [RunInput] {
        index.pieces.indices.filter { index.pieces[$0].kind == .input }.map {
            RunInput(number: $0, path: index.pieces[$0].label, size: index.pieces[$0].size)
        }
    }

    /// The content of `input`, which must be one of this run's. Throws `damaged`.
    public func bytes(of input: RunInput) throws(RunStoreError) -> [UInt8] {
        precondition(inputs().contains(input), "\(input) is not of this run")
        return try file.piece(input.number, index)
    }

    /// What was decided during the run, in the caller's encoding; may be empty. Throws `damaged`.
    public func decisions() throws(RunStoreError) -> [UInt8] {
        Array(try file.pieces(.decisions, index).joined())
    }

    /// What the run was told from outside, in the caller's encoding; may be empty. Throws `damaged`.
    public func inbox() throws(RunStoreError) -> [UInt8] {
        Array(try file.pieces(.inbox, index).joined())
    }

    private func damaged(_ what: String) -> RunStoreError { RunStoreError.damaged(path, what) }

    private static var recentLimit: Int { 16 }

    private static func members(
        _ bare: RunRecord, _ index: RunIndex, _ file: RunFile
    ) throws(RunStoreError) -> RunRecord {
        var members: [RunMember] = []
        for text in try file.pieces(.members, index) {
            do {
                members += try JSONDecoder().decode([RunMember].self, from: Data(text))
            } catch {
                throw RunStoreError.damaged(file.path, "its list of members cannot be read")
            }
        }
        guard let record = bare.with(members: members) else {
            throw RunStoreError.damaged(file.path, "members are missing")
        }
        return record
    }
}
