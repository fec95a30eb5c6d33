import Foundation

/// Start here: finds the files that a user means by a path (`--cloud`): a file, a directory of YAML, an
/// archive of one, or standard input.
///
/// This target touches the file system and knows nothing of clouds; it imports nothing of the project.
public enum FileTree {
    /// The files at `path`, in byte order of their relative paths; never empty.
    ///
    /// A file is taken whatever its name; its beginning tells whether it is packed with gzip, a tar
    /// archive, or both. `-` is standard input, which is taken in the same way. A directory gives its
    /// `*.yaml`, `*.yml` and `*.json` files at any depth, each once, also when `.gz` follows, and those in
    /// its archives (`*.tar`, `*.tar.gz`, `*.tgz`); names that begin with a dot are left out. What is in
    /// archives is read at once and held in memory; of all else only sizes and beginnings are looked at.
    ///
    /// Throws when the path does not exist or cannot be read, holds no such file, exceeds a limit, or when
    /// a name that would be read is a pipe, a socket, a device, or a symbolic link that leads outside
    /// `path` or nowhere: to leave it out would give a part of the cloud. Archives may hold no link and no
    /// device at all, and no name that leads out of them.
    public static func files(
        at path: String, limits: FileLimits = FileLimits()
    ) throws(FileError) -> [InputFile] {
        guard !path.isEmpty else {
            throw FileError(path: "\"\"", problem: "the path is empty", hint: "name a file or a directory")
        }
        if path == "-" { return try Unpacking.standardInputFiles(limits: limits) }
        let status: FileStatus
        do throws(SystemError) {
            status = try FileStatus.read(path, followingLinks: true)
        } catch {
            throw missing(path, error)
        }
        if status.kind == .directory {
            var walk = try DirectoryWalk(root: path, limits: limits)
            return try walk.files()
        }
        guard status.kind == .file else { throw FileError(path: path, unreadable: status.kind) }
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return try Unpacking.files(
            of: InputFile(path: path, relativePath: name, status: status), limits: limits)
    }

    /// The error for a path that the user named and that does not lead anywhere.
    private static func missing(_ path: String, _ error: SystemError) -> FileError {
        var answer = FileError(path: path, attempt: "read", code: error.code)
        guard error.code == ENOENT else { return answer }
        answer.problem = "no such file or directory"
        if path.hasPrefix("~") {
            answer.hint = "the shell left `~` as it is: write $HOME instead"
        } else if !path.hasPrefix("/") {
            answer.hint = "check the path; it is taken from \(FileManager.default.currentDirectoryPath)"
        }
        return answer
    }
}
