import Foundation
import GRDB

extension RunStoreError {
    /// The error for a system call on `path`, for the store's sake, that failed with `code`, an `errno`.
    init(writing path: String, code: Int32) {
        switch code {
        case ENOSPC, EDQUOT, EFBIG: self = .full(path, String(cString: strerror(code)))
        default: self = .unwritable(path, String(cString: strerror(code)))
        }
    }

    /// The error for anything thrown while `path` was written.
    init(writing path: String, _ error: any Error) {
        switch error {
        case let error as RunStoreError: self = error
        case let error as DatabaseError:
            let text = error.message ?? "error \(error.resultCode.rawValue)"
            switch error.resultCode {
            case .SQLITE_FULL, .SQLITE_IOERR: self = .full(path, text)
            case .SQLITE_TOOBIG: self.init(.invalid, path, "a piece is too big to be stored")
            default: self = .unwritable(path, text)
            }
        default: self = .unwritable(path, "\(error)")
        }
    }

    /// The error for anything thrown while the run in the file `path` was read.
    init(reading path: String, _ error: any Error) {
        switch error {
        case let error as RunStoreError: self = error
        case let error as DatabaseError where error.resultCode == .SQLITE_CANTOPEN:
            self = .unreadable(path, EACCES)
        case let error as DatabaseError:
            self = .damaged(path, error.message ?? "error \(error.resultCode.rawValue)")
        default: self = .damaged(path, "\(error)")
        }
    }

    /// The error for a run file at `path` of which `what` is wrong.
    static func damaged(_ path: String, _ what: String) -> RunStoreError {
        let hint = "run its command again, or delete the file; other runs are not affected"
        return RunStoreError(.damaged, path, "the stored run is damaged: \(what)", hint: hint)
    }

    /// The error for a file that cannot be opened for reading, with the `errno` that says why.
    static func unreadable(_ path: String, _ code: Int32) -> RunStoreError {
        guard code != ENOENT else {
            return RunStoreError(.notFound, path, "no such file", hint: "check the path")
        }
        let reason = String(cString: strerror(code))
        return RunStoreError(.damaged, path, "cannot read the stored run: \(reason)", hint: "check its mode")
    }

    private static func full(_ path: String, _ reason: String) -> RunStoreError {
        RunStoreError(
            .diskFull, path, "the run is not stored, the disk took no more: \(reason)",
            hint:
                "free space or lift the quota, delete old runs, or name a directory elsewhere with --store or TWIN_STORE"
        )
    }

    private static func unwritable(_ path: String, _ reason: String) -> RunStoreError {
        RunStoreError(
            .unwritable, path, "the run is not stored, the store cannot be written: \(reason)",
            hint:
                "check owner and mode of the directory, or name one that you can write with --store or TWIN_STORE"
        )
    }
}
