import Foundation

/// Start here: the directory in which runs are kept, one SQLite file a run (`<id>.twinrun`), and a catalogue
/// that can be rebuilt from them.
///
/// This target knows journals, not clouds; it imports `Simulation`, zlib and GRDB. It redacts nothing:
/// whoever stores a run has done so. Files get mode 0600 and the directory 0700.
public struct RunStore: Sendable {
    /// The directory, as an absolute path.
    public let directory: String

    private let now: @Sendable () -> Int64

    /// The store in `directory`, which is made if needed, with the ones above it. `now` gives the seconds
    /// since 1970-01-01T00:00:00Z and decides only which leftovers of crashes are old enough to be deleted.
    ///
    /// Throws `unwritable` or `diskFull` when the directory is missing and cannot be made.
    public init(
        directory: String, now: @escaping @Sendable () -> Int64 = RunStore.systemSeconds
    ) throws(RunStoreError) {
        let isAbsolute = directory.hasPrefix("/")
        let current = FileManager.default.currentDirectoryPath
        var path = isAbsolute ? directory : current + "/" + directory
        while path.hasSuffix("/"), path != "/" { path.removeLast() }
        self.directory = path
        self.now = now
        try Self.make(path)
    }

    /// The system's clock: seconds since 1970-01-01T00:00:00Z.
    @Sendable
    public static func systemSeconds() -> Int64 { Int64(time(nil)) }

    /// Where runs are kept unless told otherwise: `TWIN_STORE`, else `twin/runs` in `XDG_STATE_HOME`, else
    /// `.local/state/twin/runs` in `HOME`. Empty values count as missing, and so does a relative path in
    /// `XDG_STATE_HOME`, as its specification has it. Throws `unwritable` when none is set.
    public static func defaultDirectory(environment: [String: String]) throws(RunStoreError) -> String {
        if let path = environment["TWIN_STORE"], !path.isEmpty { return path }
        if let path = environment["XDG_STATE_HOME"], path.hasPrefix("/") { return path + "/twin/runs" }
        if let path = environment["HOME"], path.hasPrefix("/") { return path + "/.local/state/twin/runs" }
        throw RunStoreError(
            .unwritable, "run store", "there is no directory to keep runs in: HOME is not set",
            hint: "name one with --store, or set TWIN_STORE")
    }

    /// Starts to write the run `id`, see `RunID`. Throws `unwritable`, `diskFull`, `exists` or `invalid`.
    public func begin(id: String) throws(RunStoreError) -> RunWriter {
        guard RunID.isValid(id) else {
            throw RunStoreError(
                .invalid, "\"\(id)\"", "this cannot name a run",
                hint: "use up to 64 letters, digits, `-` and `_`, the first not a dash; and not `latest`")
        }
        guard access("\(directory)/\(id)\(RunFormat.suffix)", F_OK) != 0 else {
            throw RunStoreError(.exists, id, "a run of this name is stored already", hint: "run again")
        }
        return try RunWriter(id: id, directory: directory)
    }

    /// The runs, newest first, without their summaries and members; may be empty. See `listing()`.
    public func runs() throws(RunStoreError) -> [RunRecord] { try listing().records }

    /// Deletes all but the `count` newest runs, and answers with the names of deleted runs, newest first.
    /// Files that cannot be read as runs are kept: they may be of a newer version.
    public func retain(newest count: Int) throws(RunStoreError) -> [String] {
        precondition(count >= 0, "\(count) runs cannot be kept")
        var deleted: [String] = []
        for record in try runs().dropFirst(count) {
            let path = "\(directory)/\(record.id)\(RunFormat.suffix)"
            guard unlink(path) == 0 || errno == ENOENT else {
                throw RunStoreError(
                    .unwritable, path, "cannot delete the run: \(String(cString: strerror(errno)))",
                    hint: "check owner and mode of the directory")
            }
            deleted.append(record.id)
        }
        return deleted
    }

    /// Deletes files that a crashed writer left behind: those not written to for a week.
    func sweep() throws(RunStoreError) {
        for name in try StoredFile.names(in: directory) where name.hasSuffix(RunFormat.partSuffix) {
            var status = stat()
            let path = "\(directory)/\(name)"
            guard name.hasPrefix("."), lstat(path, &status) == 0 else { continue }
            #if canImport(Darwin)
                let changed = Int64(status.st_mtimespec.tv_sec)
            #else
                let changed = Int64(status.st_mtim.tv_sec)
            #endif
            if now() - changed > 7 * 86_400 { unlink(path) }
        }
    }

    private static func make(_ path: String) throws(RunStoreError) {
        var status = stat()
        if stat(path, &status) == 0 {
            guard status.st_mode & S_IFMT == S_IFDIR else {
                throw RunStoreError(writing: path, code: ENOTDIR)
            }
            return
        }
        let parent = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
        if !parent.isEmpty { try make(parent) }
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else {
            throw RunStoreError(writing: path, code: errno)
        }
    }
}
