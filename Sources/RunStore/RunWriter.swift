import Foundation
import GRDB
public import Simulation

/// Writes one run into the store. Nothing shows there until `finish`; a writer that is dropped, or that
/// failed once, leaves nothing behind.
///
/// After a failure every call throws the same error, so a caller may as well look only at `finish`.
public final class RunWriter {
    /// The run's name in the store.
    public let id: String

    private let path: String
    private let part: String
    private let directory: String
    private var state: State
    private var index = RunIndex()

    /// Starts the run `id` in `directory`.
    init(id: String, directory: String) throws(RunStoreError) {
        self.id = id
        self.directory = directory
        path = "\(directory)/\(id)\(RunFormat.suffix)"
        part =
            "\(directory)/.\(id).\(String(UInt64.random(in: 0 ... .max), radix: 36))\(RunFormat.partSuffix)"
        let descriptor = open(part, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw RunStoreError(writing: directory, code: errno) }
        close(descriptor)
        do {
            let queue = try DatabaseQueue(path: part, configuration: Self.configuration)
            try queue.writeWithoutTransaction { (database: Database) in try RunFormat.create(database) }
            state = .open(queue)
        } catch {
            unlink(part)
            throw RunStoreError(writing: directory, error)
        }
    }

    deinit { abandon() }

    /// Adds the next block of the journal, which must begin where the last one ended and is not empty.
    public func append(block: JournalBlock) throws(RunStoreError) {
        if case .closed(let error) = state { throw error }
        let stored = index.entryCount
        precondition(Int(block.base.number) == stored, "block after \(block.base), \(stored) entries stored")
        let count = block.entries.count
        precondition((1...JournalBlock.capacity).contains(count), "a block of \(count) entries")
        let encoded = block.encoded()
        let bytes = Data(Zlib.compress(encoded))
        let place = BlockIndex(
            base: stored, count: count, fingerprint: block.fingerprint, size: encoded.count)
        try write { (database: Database) in
            let sql = "INSERT INTO block VALUES(?, ?, ?, ?, ?, ?)"
            try database.cachedStatement(sql: sql).execute(arguments: [
                index.blocks.count, place.base, count, place.fingerprint.description, place.size, bytes,
            ])
        }
        index.append(place)
    }

    /// Adds texts of interned names, numbered on from those added before; the first of all has number 0.
    public func names(_ names: [String]) throws(RunStoreError) {
        var bytes: [UInt8] = []
        for name in names {
            var name = name
            name.withUTF8 { text in
                let length = UInt32(text.count)
                for shift: UInt32 in [0, 8, 16, 24] {
                    bytes.append(UInt8(truncatingIfNeeded: length >> shift))
                }
                bytes.append(contentsOf: text)
            }
            if bytes.count >= RunFormat.namesPieceBytes {
                try add(.names, bytes)
                bytes.removeAll(keepingCapacity: true)
            }
        }
        if !bytes.isEmpty { try add(.names, bytes) }
    }

    /// Adds an input, redacted by the caller, under the path that the user named; at most 1 GiB.
    public func input(path: String, bytes: [UInt8]) throws(RunStoreError) {
        try add(.input, label: path, bytes)
    }

    /// Adds to what was decided during the run, in the caller's encoding; parts are joined in order.
    public func decisions(_ bytes: [UInt8]) throws(RunStoreError) { try add(.decisions, bytes) }

    /// Adds to what the run was told from outside, in the caller's encoding; parts are joined in order.
    public func inbox(_ bytes: [UInt8]) throws(RunStoreError) { try add(.inbox, bytes) }

    /// Adds the record, whose `id` must be this run's, and shows the run in the store. Returns its file's
    /// path.
    ///
    /// Safe on disk when it returns. Throws `exists` when the name was taken meanwhile.
    @discardableResult
    public func finish(_ record: RunRecord) throws(RunStoreError) -> String {
        precondition(record.id == id, "record of \(record.id) for \(id)")
        if !record.members.isEmpty { try add(.members, try json(record.members)) }
        let text = String(decoding: try json(record), as: UTF8.self)
        try write { (database: Database) in
            let contents = index.checksum
            let checksum = RunFormat.checksum(record: text, contents: contents)
            let sql = "INSERT INTO run VALUES(1, ?, ?, ?)"
            try database.execute(sql: sql, arguments: [text, contents, checksum])
        }
        guard case .open(let queue) = state else { preconditionFailure("write would have thrown") }
        do {
            try queue.close()
            try publish()
        } catch {
            throw fail(error)
        }
        return path
    }

    /// Drops the run; does nothing after `finish`.
    public func abandon() {
        guard case .open = state else { return }
        _ = fail(RunStoreError(.invalid, id, "the run was abandoned"))
    }

    private func add(_ kind: RunFormat.PieceKind, label: String = "", _ bytes: [UInt8]) throws(RunStoreError)
    {
        guard bytes.count <= RunFormat.maxPieceBytes else {
            let limit = RunFormat.maxPieceBytes
            throw fail(
                RunStoreError(.invalid, label, "it has \(bytes.count) bytes; at most \(limit) are stored"))
        }
        let packed = Zlib.compress(bytes)
        let checksum = Zlib.checksum(packed)
        try write { (database: Database) in
            let sql = "INSERT INTO piece VALUES(?, ?, ?, ?, ?, ?)"
            try database.cachedStatement(sql: sql).execute(arguments: [
                index.pieces.count, kind.rawValue, label, bytes.count, checksum, Data(packed),
            ])
        }
        index.append(PieceIndex(kind: kind, label: label, size: bytes.count, checksum: checksum))
    }

    private func json(_ value: some Encodable) throws(RunStoreError) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            return Array(try encoder.encode(value))
        } catch {
            throw fail(error)
        }
    }

    private func write(_ work: (Database) throws -> Void) throws(RunStoreError) {
        switch state {
        case .closed(let error): throw error
        case .open(let queue):
            do {
                try queue.writeWithoutTransaction(work)
            } catch {
                throw fail(error)
            }
        }
    }

    /// Gives up because of `error`, unless that is done already; answers with what every call throws now.
    private func fail(_ error: any Error) -> RunStoreError {
        if case .closed(let first) = state { return first }
        let first = RunStoreError(writing: directory, error)
        state = .closed(first)
        unlink(part)
        return first
    }

    /// Flushes the file and gives it its name. The name is linked, since a rename would replace another run.
    private func publish() throws(RunStoreError) {
        try flush(part, O_RDONLY)
        if link(part, path) != 0 {
            let code = errno
            guard code != EEXIST, access(path, F_OK) != 0 else {
                throw RunStoreError(.exists, path, "a run of this name is stored already", hint: "run again")
            }
            let isUnsupported = [EPERM, ENOSYS, EOPNOTSUPP, EMLINK, EINVAL].contains(code)
            guard isUnsupported, rename(part, path) == 0 else {
                throw RunStoreError(writing: path, code: code)
            }
        }
        unlink(part)
        try flush(directory, O_RDONLY | O_DIRECTORY)
        state = .closed(RunStoreError(.invalid, id, "the run is finished"))
    }

    /// Makes what is at `path` safe on disk; file systems that cannot flush a directory are let off.
    private func flush(_ path: String, _ flags: Int32) throws(RunStoreError) {
        let descriptor = open(path, flags | O_CLOEXEC)
        guard descriptor >= 0 else { throw RunStoreError(writing: path, code: errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 || flags & O_DIRECTORY != 0 && errno == EINVAL else {
            throw RunStoreError(writing: path, code: errno)
        }
    }

    /// Not journaled nor flushed: until `finish` has flushed the file, nobody sees it.
    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.prepareDatabase { (database: Database) in
            try database.execute(
                sql: """
                    PRAGMA journal_mode = OFF;
                    PRAGMA synchronous = OFF;
                    PRAGMA locking_mode = EXCLUSIVE;
                    """)
        }
        return configuration
    }

    /// Whether the run is still being written, or what every call throws.
    private enum State {
        case open(DatabaseQueue)
        case closed(RunStoreError)
    }
}
