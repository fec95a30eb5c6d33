import GRDB
import Simulation

/// The format of run files, version 1: an SQLite database with three tables.
///
/// `run` has one row: the record in JSON with a checksum. `block` has the journal: each row a
/// `JournalBlock.encoded()`, compressed, beside what an index needs of it. `piece` has everything else that is
/// big, compressed: `kind` is `names`, `input`, `members`, `decisions` or `inbox`.
enum RunFormat {
    /// How names of run files end.
    static let suffix = ".twinrun"
    /// How names of files that are being written end.
    static let partSuffix = ".twinrun-part"
    /// What SQLite's header holds to tell run files from other databases: "twnr".
    static let applicationID: Int64 = 0x7477_6e72
    /// The largest size of an encoded block: 60 bytes an entry hold the longest six numbers.
    static let maxBlockBytes = 60 * JournalBlock.capacity + 64
    /// The largest size of a piece, before compression.
    static let maxPieceBytes = 1 << 30
    /// The largest size of all names together.
    static let maxNamesBytes = 1 << 30
    /// From this size on, names go to another piece.
    static let namesPieceBytes = 4 << 20

    /// Kinds of pieces.
    enum PieceKind: String {
        case names, input, members, decisions, inbox
    }

    /// Makes an empty run file of the database.
    static func create(_ database: Database) throws {
        try database.execute(
            sql: """
                PRAGMA application_id = \(applicationID);
                PRAGMA user_version = \(RunRecord.currentFormatVersion);
                CREATE TABLE run(number INTEGER PRIMARY KEY, record TEXT, checksum INTEGER);
                CREATE TABLE block(
                    number INTEGER PRIMARY KEY, base INTEGER, count INTEGER, fingerprint TEXT, size INTEGER,
                    bytes BLOB);
                CREATE TABLE piece(
                    number INTEGER PRIMARY KEY, kind TEXT, label TEXT, size INTEGER, checksum INTEGER,
                    bytes BLOB);
                """)
    }

    /// A checksum of everything that a row of `piece` holds.
    static func checksum(_ number: Int, _ kind: PieceKind, _ label: String, size: Int, _ bytes: [UInt8]) -> Int64 {
        Zlib.check("\(number) \(kind.rawValue) \(size) \(label)", bytes)
    }
}
