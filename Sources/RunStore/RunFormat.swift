import GRDB
import Simulation

/// The format of run files, version 1: an SQLite database with three tables.
///
/// `run` has one row: the record in JSON, the checksum of the `RunIndex` (`contents`), and a checksum of
/// both. `block` has the journal: each row a `JournalBlock.encoded()`, compressed, beside what the index
/// needs of it. `piece` has everything else that is big, compressed: `kind` is `names`, `input`, `members`,
/// `decisions` or `inbox`. Blocks and pieces are numbered from 0.
enum RunFormat {
    /// How names of run files end.
    static let suffix = ".twinrun"
    /// How names of files that are being written end.
    static let partSuffix = ".twinrun-part"
    /// What SQLite's header holds to tell run files from other databases: "twnr".
    static let applicationID: Int64 = 0x7477_6e72
    /// The largest size of an encoded block: 60 bytes an entry hold the longest six numbers.
    static let maxBlockBytes = 60 * JournalBlock.capacity + 64
    /// The largest size of a piece, and of all pieces of a kind that are read at once, before compression.
    static let maxPieceBytes = 1 << 30
    /// From this size on, names go to another piece.
    static let namesPieceBytes = 4 << 20

    /// Kinds of pieces.
    enum PieceKind: String {
        case names, input, members, decisions, inbox
    }

    /// The statements that make the tables, by the tables' names. Readers want just these: a view or a
    /// trigger in a file from elsewhere could do anything.
    static let tables: KeyValuePairs<String, String> = [
        "run":
            "CREATE TABLE run(number INTEGER PRIMARY KEY, record TEXT, contents INTEGER, checksum INTEGER)",
        "block": """
        CREATE TABLE block(number INTEGER PRIMARY KEY, base INTEGER, count INTEGER, fingerprint TEXT, \
        size INTEGER, bytes BLOB)
        """,
        "piece": """
        CREATE TABLE piece(number INTEGER PRIMARY KEY, kind TEXT, label TEXT, size INTEGER, \
        checksum INTEGER, bytes BLOB)
        """,
    ]

    /// The checksum of the row of `run`.
    static func checksum(record: String, contents: Int64) -> Int64 { Zlib.checksum("\(contents) \(record)") }

    /// Makes an empty run file of the database.
    static func create(_ database: Database) throws {
        try database.execute(sql: "PRAGMA application_id = \(applicationID)")
        try database.execute(sql: "PRAGMA user_version = \(RunRecord.currentFormatVersion)")
        for (_, statement) in tables { try database.execute(sql: statement) }
    }
}
