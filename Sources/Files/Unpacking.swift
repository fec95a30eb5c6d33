import Foundation

/// From a file or a stream that may be packed to the files in it.
enum Unpacking {
    /// What standard input is called.
    static let standardInput = "standard input"

    /// The files in a file on disk that the user named, or that has the name of an archive: itself, lazily,
    /// unless it is an archive. Never empty.
    static func files(of file: InputFile, limits: FileLimits) throws(FileError) -> [InputFile] {
        try file.withSource { source throws(FileError) in
            let stream = ByteStream(source)
            switch Packing(try stream.peek(Packing.headCount)) {
            case .plain:
                guard file.size <= limits.maxFileBytes else {
                    throw FileError(path: file.path, size: file.size, limit: limits.maxFileBytes)
                }
                return [file]
            case .foreign(let label, let command): throw foreign(file.path, label, command)
            case .tar: return try archive(stream, file.path, limits)
            case .gzip:
                let inner = unpacked(stream, file.path, limits)
                guard Packing(try inner.peek(Packing.headCount)) == .tar else { return [file.packed(limits)] }
                return try archive(inner, file.path, limits)
            }
        }
    }

    /// The files in a stream, held in memory. Never empty.
    static func files(
        of source: @escaping ByteSource, path: String, limits: FileLimits
    ) throws(FileError) -> [InputFile] {
        var stream = ByteStream(source)
        var packing = Packing(try stream.peek(Packing.headCount))
        if packing == .gzip {
            stream = unpacked(stream, path, limits)
            packing = Packing(try stream.peek(Packing.headCount))
        }
        switch packing {
        case .tar: return try archive(stream, path, limits)
        case .foreign(let label, let command): throw foreign(path, label, command)
        case .plain, .gzip:
            let bytes = try stream.take(limits.maxFileBytes + 1)
            guard bytes.count <= limits.maxFileBytes else {
                throw FileError(
                    path: path, problem: "it has more than \(limits.maxFileBytes) bytes",
                    hint: "send only the cloud's objects, or raise --max-file")
            }
            guard !bytes.isEmpty else {
                throw FileError(path: path, problem: "it is empty", hint: "check what is sent")
            }
            return [InputFile(path: path, relativePath: path, bytes: bytes, isPacked: false, limits: limits)]
        }
    }

    /// What comes from standard input.
    static func standardInputFiles(limits: FileLimits) throws(FileError) -> [InputFile] {
        guard isatty(STDIN_FILENO) == 0 else {
            throw FileError(
                path: standardInput, problem: "it is a terminal",
                hint: "send the objects there: kubectl get -o yaml ... | twin ... --cloud -")
        }
        let source: ByteSource = { target throws(FileError) in
            while true {
                let count = Foundation.read(STDIN_FILENO, target.baseAddress, target.count)
                if count >= 0 { return count }
                guard errno == EINTR else {
                    throw FileError(path: standardInput, attempt: "read", code: errno)
                }
            }
        }
        return try files(of: source, path: standardInput, limits: limits)
    }

    private static func archive(
        _ stream: ByteStream, _ path: String, _ limits: FileLimits
    ) throws(FileError) -> [InputFile] {
        var reader = ArchiveReader(path: path, limits: limits)
        let files = try reader.read(stream)
        guard !files.isEmpty else { throw reader.nothing }
        return files
    }

    /// What gzip data stands for: an archive, or a file.
    private static func unpacked(_ stream: ByteStream, _ path: String, _ limits: FileLimits) -> ByteStream {
        let reader = GzipReader(stream, path: path, limits: limits, maxBytes: limits.maxExpandedBytes)
        return ByteStream { target throws(FileError) in try reader.read(into: target) }
    }

    private static func foreign(_ path: String, _ label: String, _ command: String) -> FileError {
        FileError(
            path: path, problem: "it is packed with \(label), which is not read",
            hint: "unpack it with `\(command)`, or pack it with gzip")
    }
}
