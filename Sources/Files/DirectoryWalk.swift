import Foundation

/// One walk through a directory that the user named.
struct DirectoryWalk {
    private let root: String
    private let realRoot: String
    private let limits: FileLimits
    private var found: [InputFile] = []
    private var seenFiles: Set<FileIdentity> = []
    private var seenDirectories: Set<FileIdentity> = []
    private var nameCount = 0
    private var hiddenCount = 0
    private var totalBytes = 0

    /// A walk through `root`, a directory.
    init(root: String, limits: FileLimits) throws(FileError) {
        self.root = root
        self.limits = limits
        realRoot = try Self.real(root)
    }

    /// The files, in byte order of their relative paths; throws rather than answer with none.
    mutating func files() throws(FileError) -> [InputFile] {
        try walk("", depth: 0)
        guard !found.isEmpty else { throw nothing }
        return found.sorted { $0.relativePath.utf8.lexicographicallyPrecedes($1.relativePath.utf8) }
    }

    private mutating func walk(_ relative: String, depth: Int) throws(FileError) {
        let path = path(relative)
        guard depth <= limits.maxDepth else {
            throw FileError(path: path, tooMuch: "directories nested deeper than \(limits.maxDepth)")
        }
        let status = try status(path, followingLinks: true)
        guard seenDirectories.insert(status.identity).inserted else { return }
        for name in try names(path) {
            try visit(relative.isEmpty ? name : relative + "/" + name, depth: depth)
        }
    }

    private mutating func visit(_ relative: String, depth: Int) throws(FileError) {
        let path = path(relative)
        let isWanted = Self.isWanted(relative)
        let status = try status(path, followingLinks: false)
        switch status.kind {
        case .directory: try walk(relative, depth: depth + 1)
        case .file: if isWanted { try add(relative, status) }
        case .link: try follow(relative, isWanted: isWanted, depth: depth)
        case .pipe, .socket, .device: if isWanted { throw FileError(path: path, unreadable: status.kind) }
        }
    }

    private mutating func follow(_ relative: String, isWanted: Bool, depth: Int) throws(FileError) {
        let path = path(relative)
        let target: FileStatus
        do throws(SystemError) {
            target = try FileStatus.read(path, followingLinks: true)
        } catch {
            guard isWanted else { return }
            let problem = "the symbolic link leads nowhere"
            throw FileError(path: path, problem: problem, hint: "restore what it led to, or remove the link")
        }
        guard isWanted || target.kind == .directory else { return }
        guard target.kind == .file || target.kind == .directory else {
            throw FileError(path: path, unreadable: target.kind)
        }
        let real = try Self.real(path)
        guard real == realRoot || real.hasPrefix(realRoot == "/" ? "/" : realRoot + "/") else {
            throw FileError(
                path: path, problem: "the symbolic link leads outside \(root), to \(real)",
                hint: "replace the link by a copy, or remove it")
        }
        if target.kind == .directory {
            try walk(relative, depth: depth + 1)
        } else {
            try add(relative, target)
        }
    }

    private mutating func add(_ relative: String, _ status: FileStatus) throws(FileError) {
        guard seenFiles.insert(status.identity).inserted else { return }
        let path = path(relative)
        guard status.size <= limits.maxFileBytes || Packing.isArchive(relative) else {
            throw FileError(path: path, size: status.size, limit: limits.maxFileBytes)
        }
        let file = InputFile(path: path, relativePath: relative, status: status)
        guard Packing.isArchive(relative) else {
            try count(bytes: status.size)
            let limits = limits
            found.append(relative.lowercased().hasSuffix(".gz") ? file.packed(limits) : file)
            return
        }
        var rest = limits
        rest.maxTotalBytes -= totalBytes
        rest.maxFiles -= found.count
        for member in try Unpacking.files(of: file, limits: rest) {
            try count(bytes: member.size)
            found.append(member.below(relative))
        }
    }

    private mutating func count(bytes: Int) throws(FileError) {
        totalBytes += bytes
        guard totalBytes <= limits.maxTotalBytes else {
            throw FileError(path: root, tooMuch: "more than \(limits.maxTotalBytes) bytes of YAML and JSON")
        }
        guard found.count < limits.maxFiles else {
            throw FileError(path: root, tooMuch: "more than \(limits.maxFiles) YAML and JSON files")
        }
    }

    /// The names in the directory at `path`, in byte order, without those that begin with a dot.
    private mutating func names(_ path: String) throws(FileError) -> [String] {
        guard let directory = opendir(path) else { throw FileError(path: path, attempt: "read", code: errno) }
        defer { closedir(directory) }
        var names: [String] = []
        while true {
            errno = 0
            guard let entry = readdir(directory) else { break }
            let bytes = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
            if bytes == [0x2e] || bytes == [0x2e, 0x2e] { continue }
            nameCount += 1
            guard nameCount <= limits.maxNames else {
                throw FileError(path: root, tooMuch: "more than \(limits.maxNames) names")
            }
            if bytes.first == 0x2e {
                hiddenCount += 1
            } else if let name = String(validating: bytes, as: UTF8.self) {
                names.append(name)
            } else {
                let text = String(decoding: bytes, as: UTF8.self)
                let problem = "the name is not UTF-8"
                throw FileError(path: path + "/" + text, problem: problem, hint: "rename or remove it")
            }
        }
        guard errno == 0 else { throw FileError(path: path, attempt: "read", code: errno) }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    private func status(_ path: String, followingLinks: Bool) throws(FileError) -> FileStatus {
        do throws(SystemError) {
            return try FileStatus.read(path, followingLinks: followingLinks)
        } catch {
            throw FileError(path: path, attempt: "read", code: error.code)
        }
    }

    private func path(_ relative: String) -> String {
        relative.isEmpty ? root : root.hasSuffix("/") ? root + relative : root + "/" + relative
    }

    private var nothing: FileError {
        let hidden = hiddenCount == 0 ? "" : "; names that begin with a dot are not read"
        return FileError(
            path: root, problem: nameCount == 0 ? "the directory is empty" : "no YAML or JSON file is in it",
            hint: "name a directory that holds *.yaml, *.yml or *.json files, as `kubectl get -o yaml` gives"
                + hidden)
    }

    private static func isWanted(_ name: String) -> Bool {
        Packing.isDocument(name) || Packing.isArchive(name)
    }

    private static func real(_ path: String) throws(FileError) -> String {
        guard let text = realpath(path, nil) else {
            throw FileError(path: path, attempt: "read", code: errno)
        }
        defer { free(text) }
        return String(cString: text)
    }
}
