import Foundation

extension FileError {
    /// The error for a system call on `path` that failed with `code`, an `errno`, in the attempt to `attempt`
    /// it: "read", "write".
    init(path: String, attempt: String, code: Int32) {
        let cause = Self.cause(code)
        self.init(path: path, problem: "cannot \(attempt): \(cause.problem)", hint: cause.hint)
    }

    private static func cause(_ code: Int32) -> (problem: String, hint: String) {
        switch code {
        case ENOENT: ("it does not exist", "check the path")
        case ENOTDIR: ("a part of the path is a file, not a directory", "check the path")
        case EACCES, EPERM: ("permission denied", "check its owner and mode, and those of its directory")
        case EROFS: ("the file system is read-only", "choose a path on another file system")
        case ENOSPC: ("no space is left on the file system", "free space, or choose another file system")
        case EDQUOT: ("the disk quota is used up", "free space, or choose another file system")
        case EFBIG: ("the file would exceed the largest size allowed", "raise the limit (`ulimit -f`)")
        case EMFILE, ENFILE: ("too many files are open", "raise the limit (`ulimit -n`)")
        case ELOOP: ("symbolic links lead in a circle", "name the file that is meant")
        case ENAMETOOLONG: ("the name is too long", "choose a shorter one")
        case EISDIR: ("it is a directory", "name a file in it")
        case EIO: ("the device reports an error", "check the disk, and copy the file elsewhere")
        default: (String(cString: strerror(code)), "")
        }
    }
}
