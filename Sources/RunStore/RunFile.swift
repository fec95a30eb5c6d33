import Foundation
import GRDB

/// A finished run file, open for reading.
struct RunFile {
    /// Its path.
    let path: String
    private let queue: DatabaseQueue

    /// Opens the file at `path`. Throws `notFound`, `damaged` or `newerFormat`.
    init(path: String) throws(RunStoreError) {
        self.path = path
        try Self.checkHeader(path)
        do {
            queue = try DatabaseQueue(path: path, configuration: Self.configuration)
        } catch {
            throw RunStoreError(reading: path, error)
        }
        let schema = try rows("SELECT name, sql FROM sqlite_master ORDER BY rowid").map {
            [$0.text(0), $0.text(1)]
        }
        guard schema == RunFormat.tables.map({ [$0.key, $0.value] }) else {
            throw RunStoreError.damaged(path, "its tables are not those of a run")
        }
    }

    /// The record, without members, its text, and the checksum of the file's index.
    func record() throws(RunStoreError) -> (record: RunRecord, text: String, contents: Int64) {
        let rows = try rows("SELECT record, contents, checksum FROM run")
        guard rows.count == 1, let text = rows[0].text(0), let contents = rows[0].integer(1),
            rows[0].integer(2) == RunFormat.checksum(record: text, contents: contents)
        else { throw RunStoreError.damaged(path, "its record is missing or altered") }
        do {
            return (try JSONDecoder().decode(RunRecord.self, from: Data(text.utf8)), text, contents)
        } catch {
            throw RunStoreError.damaged(path, "its record cannot be read")
        }
    }

    /// The pieces of `kind` in `index`, in order. Throws `damaged`, also when they exceed 1 GiB together.
    func pieces(_ kind: RunFormat.PieceKind, _ index: RunIndex) throws(RunStoreError) -> [[UInt8]] {
        let numbers = index.pieces.indices.filter { index.pieces[$0].kind == kind }
        let total = numbers.reduce(0) { $0 + index.pieces[$1].size }
        guard total <= RunFormat.maxPieceBytes else {
            throw RunStoreError.damaged(path, "its \(kind.rawValue) exceed \(RunFormat.maxPieceBytes) bytes")
        }
        var pieces: [[UInt8]] = []
        for number in numbers { pieces.append(try piece(number, index)) }
        return pieces
    }

    /// The content of piece `number`, which is in `index`. Throws `damaged`.
    func piece(_ number: Int, _ index: RunIndex) throws(RunStoreError) -> [UInt8] {
        let piece = index.pieces[number]
        let rows = try rows("SELECT bytes FROM piece WHERE number = ?", [number])
        guard let packed = rows.first?.bytes(0), Zlib.checksum(packed) == piece.checksum,
            let bytes = Zlib.inflate(packed, size: piece.size)
        else {
            let label = piece.label.isEmpty ? piece.kind.rawValue : "\(piece.kind.rawValue) \(piece.label)"
            throw RunStoreError.damaged(path, "a piece of it is altered: \(label)")
        }
        return bytes
    }

    /// The rows that `sql` selects.
    func rows(_ sql: String, _ arguments: StatementArguments = []) throws(RunStoreError) -> [RunRow] {
        do {
            return try queue.read { (database: Database) in
                let rows = try Row.fetchAll(database, sql: sql, arguments: arguments)
                return rows.map { RunRow(values: Array($0.databaseValues)) }
            }
        } catch {
            throw RunStoreError(reading: path, error)
        }
    }

    /// Looks at the header before SQLite does: it says what the file is, and SQLite would make files of its
    /// own next to one that claims to have a log.
    private static func checkHeader(_ path: String) throws(RunStoreError) {
        let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { throw RunStoreError.unreadable(path, errno) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw RunStoreError.unreadable(path, errno) }
        var header = [UInt8](repeating: 0, count: 100)
        let isFile = status.st_mode & S_IFMT == S_IFREG
        guard isFile, read(descriptor, &header, 100) == 100, header.starts(with: "SQLite format 3\0".utf8)
        else {
            throw RunStoreError.damaged(path, "it is not a run file")
        }
        func word(_ offset: Int) -> Int64 {
            header[offset..<offset + 4].reduce(0) { (word: Int64, byte: UInt8) in word << 8 | Int64(byte) }
        }
        guard word(68) == RunFormat.applicationID, header[18] == 1, header[19] == 1, word(60) > 0 else {
            throw RunStoreError.damaged(path, "it is not a run file")
        }
        guard word(60) <= RunRecord.currentFormatVersion else {
            let newest = RunRecord.currentFormatVersion
            let problem = "the run has format \(word(60)), this version reads formats up to \(newest)"
            throw RunStoreError(.newerFormat, path, problem, hint: "use the version that stored it, or newer")
        }
    }

    /// Nothing in a file that may come from elsewhere is run.
    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(2)
        configuration.prepareDatabase { (database: Database) in
            try database.execute(sql: "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;")
        }
        return configuration
    }
}
