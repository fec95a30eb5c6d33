import Foundation
import GRDB

/// The records of all runs of a store in one database, without summaries and members, so that a listing need
/// not open every run file. It can be deleted at any time: what it lacks is read from the run files.
struct RunCatalogue {
    /// The file's name in the store's directory.
    static let name = "catalogue.sqlite"

    private let directory: String
    private let queue: DatabaseQueue

    /// Opens the catalogue of `directory`, or makes an empty one; a damaged one is replaced.
    init(directory: String) throws(RunStoreError) {
        self.directory = directory
        do {
            queue = try Self.open(directory)
        } catch {
            guard Self.isDamage(error) else { throw RunStoreError(writing: directory, error) }
            do {
                Self.remove(directory)
                queue = try Self.open(directory)
            } catch {
                throw RunStoreError(writing: directory, error)
            }
        }
    }

    /// The texts of records by the run's name and the stamp of its file. What is damaged is left out.
    func rows() throws(RunStoreError) -> [String: (stamp: String, text: String)] {
        do {
            let rows = try queue.read { (database: Database) in
                try Row.fetchAll(database, sql: "SELECT id, stamp, record, checksum FROM run")
            }
            var found: [String: (stamp: String, text: String)] = [:]
            for row in rows.map({ RunRow(values: Array($0.databaseValues)) }) {
                guard let id = row.text(0), let stamp = row.text(1), let text = row.text(2),
                    row.integer(3) == Self.checksum(id, stamp, text)
                else { continue }
                found[id] = (stamp, text)
            }
            return found
        } catch {
            if Self.isDamage(error) { Self.remove(directory) }
            throw RunStoreError(writing: directory, error)
        }
    }

    /// Forgets the runs `gone` and takes in the records of `fresh`.
    func update(gone: [String], fresh: [(file: StoredFile, text: String)]) throws(RunStoreError) {
        do {
            try queue.write { (database: Database) in
                for id in gone { try database.execute(sql: "DELETE FROM run WHERE id = ?", arguments: [id]) }
                let statement = try database.makeStatement(sql: "REPLACE INTO run VALUES(?, ?, ?, ?)")
                for (file, text) in fresh {
                    let check = Self.checksum(file.id, file.stamp, text)
                    try statement.execute(arguments: [file.id, file.stamp, text, check])
                }
            }
        } catch {
            if Self.isDamage(error) { Self.remove(directory) }
            throw RunStoreError(writing: directory, error)
        }
    }

    /// Deletes the catalogue of `directory`.
    static func remove(_ directory: String) {
        for ending in ["", "-journal", "-wal", "-shm"] { unlink("\(directory)/\(name)\(ending)") }
    }

    private static func open(_ directory: String) throws -> DatabaseQueue {
        let path = "\(directory)/\(name)"
        let descriptor = Foundation.open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw RunStoreError(writing: directory, code: errno) }
        close(descriptor)
        var configuration = Configuration()
        configuration.busyMode = .timeout(2)
        configuration.prepareDatabase { (database: Database) in
            try database.execute(sql: "PRAGMA trusted_schema = OFF; PRAGMA synchronous = OFF;")
        }
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        try queue.write { (database: Database) in
            let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
            guard version == formatVersion else {
                guard version == 0 else { throw DatabaseError(resultCode: .SQLITE_NOTADB) }
                try database.execute(
                    sql: """
                        CREATE TABLE run(id TEXT PRIMARY KEY, stamp TEXT, record TEXT, checksum INTEGER)
                            WITHOUT ROWID;
                        PRAGMA user_version = \(formatVersion);
                        """)
                return
            }
        }
        return queue
    }

    private static var formatVersion: Int { 2 }

    private static func checksum(_ id: String, _ stamp: String, _ text: String) -> Int64 {
        Zlib.checksum("\(id) \(stamp) \(text)")
    }

    private static func isDamage(_ error: any Error) -> Bool {
        guard let error = error as? DatabaseError else { return false }
        return [.SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_ERROR, .SQLITE_CONSTRAINT].contains(error.resultCode)
    }
}
