import Foundation

/// Start here: finds the files that a user means by a path (`--cloud`): a file, or a directory of YAML.
///
/// This target touches the file system and knows nothing of clouds; it imports nothing of the project.
public enum FileTree {
    /// The files at `path`, in byte order of their relative paths; never empty.
    ///
    /// A file is taken whatever its name. A directory gives its `*.yaml`, `*.yml` and `*.json` files at any
    /// depth, each once; names that begin with a dot are left out. Only sizes are looked at, not contents.
    ///
    /// Throws when the path does not exist or cannot be read, holds no such file, exceeds a limit, or when a
    /// name that would be read is a pipe, a socket, a device, or a symbolic link that leads outside `path` or
    /// nowhere: to leave it out would give a part of the cloud.
    public static func files(
        at path: String, limits: FileLimits = FileLimits()
    ) throws(FileError) -> [InputFile] {
        guard !path.isEmpty else {
            throw FileError(path: "\"\"", problem: "the path is empty", hint: "name a file or a directory")
        }
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
        guard status.size <= limits.maxFileBytes else {
            throw FileError(path: path, size: status.size, limit: limits.maxFileBytes)
        }
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return [InputFile(path: path, relativePath: name, status: status)]
    }

    /// The error for a path that the user named and that does not lead anywhere.
    private static func missing(_ path: String, _ error: SystemError) -> FileError {
        var answer = FileError(path: path, attempt: "read", code: error.code)
        guard error.code == ENOENT else { return answer }
        answer.problem = "no such file or directory"
        if path == "-" {
            answer.hint = "standard input is not read: save it to a file first, and name that"
        } else if path.hasPrefix("~") {
            answer.hint = "the shell left `~` as it is: write $HOME instead"
        } else if !path.hasPrefix("/") {
            answer.hint = "check the path; it is taken from \(FileManager.default.currentDirectoryPath)"
        }
        return answer
    }
}
