import Foundation

/// A run file in the store's directory, as a listing sees it.
struct StoredFile {
    /// The run's name, from the file's.
    var id: String
    /// The path.
    var path: String
    /// Differs when the file is another, or was written to: inode, size and time of change.
    var stamp: String

    /// The run files in `directory`, by name. Throws when it cannot be read.
    static func all(in directory: String) throws(RunStoreError) -> [StoredFile] {
        var files: [StoredFile] = []
        for name in try names(in: directory).sorted() {
            guard name.hasSuffix(RunFormat.suffix), !name.hasPrefix(".") else { continue }
            let path = "\(directory)/\(name)"
            var status = stat()
            guard stat(path, &status) == 0 else { continue }
            #if canImport(Darwin)
                let changed = status.st_mtimespec
            #else
                let changed = status.st_mtim
            #endif
            let stamp = "\(status.st_ino) \(status.st_size) \(changed.tv_sec).\(changed.tv_nsec)"
            let id = String(name.dropLast(RunFormat.suffix.count))
            files.append(StoredFile(id: id, path: path, stamp: stamp))
        }
        return files
    }

    /// All names in `directory`, in no order. Throws when it cannot be read.
    static func names(in directory: String) throws(RunStoreError) -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: directory)
        } catch {
            let hint = "check its owner and mode, or name another directory with --store or TWIN_STORE"
            throw RunStoreError(.notFound, directory, "cannot list the store", hint: hint)
        }
    }
}
