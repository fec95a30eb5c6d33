/// Takes what is wanted out of a tar archive, within limits.
struct ArchiveReader {
    private let path: String
    private let limits: FileLimits
    private var files: [InputFile] = []
    private var names: Set<String> = []
    private var totalBytes = 0
    private var expandedBytes = 0
    private var nameCount = 0
    private var nestedCount = 0

    /// A reader of the archive that errors call `path`. The totals of `limits` are what this archive may
    /// use.
    init(path: String, limits: FileLimits) {
        self.path = path
        self.limits = limits
    }

    /// The YAML and JSON files of an archive, in byte order of their names; may be empty. They are held in
    /// memory. Names that begin with a dot are left out, archives within the archive too.
    ///
    /// Throws when the archive is damaged, exceeds a limit, gives a name twice, or holds what does not
    /// belong into one: names that lead out of it, links, devices, pipes.
    mutating func read(_ stream: ByteStream) throws(FileError) -> [InputFile] {
        var reader = TarReader(stream, path: path)
        while let member = try reader.next() {
            nameCount += 1
            guard nameCount <= limits.maxNames else {
                throw FileError(path: path, tooMuch: "more than \(limits.maxNames) names")
            }
            let parts = try TarPath.parts(of: member.name, in: path)
            try check(member, parts)
            guard member.kind == .file else { continue }
            (expandedBytes, _) = expandedBytes.addingReportingOverflow(member.size)
            guard expandedBytes >= 0, expandedBytes <= limits.maxExpandedBytes else {
                throw FileError(path: path, tooMuch: "more than \(limits.maxExpandedBytes) bytes in all")
            }
            let relative = parts.joined(separator: "/")
            guard !parts.contains(where: { $0.hasPrefix(".") }) else { continue }
            guard Packing.isDocument(relative) else {
                if Packing.isArchive(relative) { nestedCount += 1 }
                continue
            }
            try add(relative, member, &reader)
        }
        return files.sorted { $0.relativePath.utf8.lexicographicallyPrecedes($1.relativePath.utf8) }
    }

    /// The error of an archive in which nothing was wanted.
    var nothing: FileError {
        let nested = nestedCount == 0 ? "" : "; archives within an archive are not read: unpack it"
        return FileError(
            path: path, problem: nameCount == 0 ? "the archive is empty" : "no YAML or JSON file is in it",
            hint: "pack a folder of *.yaml or *.json files, as `kubectl get -o yaml` gives\(nested)")
    }

    private func check(_ member: TarReader.Member, _ parts: [Substring]) throws(FileError) {
        let place = TarPath.text(path, member.name)
        let problem: (text: String, hint: String)
        switch member.kind {
        case .file where parts.isEmpty: problem = ("the member has no name", "pack the folder again")
        case .file, .directory:
            guard parts.count > limits.maxDepth else { return }
            throw FileError(path: place, tooMuch: "directories nested deeper than \(limits.maxDepth)")
        case .link:
            problem = (
                "it is a link, which is not followed in archives",
                "pack with `tar --dereference --hard-dereference`"
            )
        case .device: problem = ("it is a device", "pack the folder of the cloud's objects alone")
        case .pipe: problem = ("it is a pipe", "pack the folder of the cloud's objects alone")
        case .sparse: problem = ("it is a file with holes", "pack without --sparse")
        default: problem = ("it is of a type that is not known", "pack with `tar --format=pax`")
        }
        throw FileError(path: place, problem: problem.text, hint: problem.hint)
    }

    private mutating func add(
        _ relative: String, _ member: TarReader.Member, _ reader: inout TarReader
    ) throws(FileError) {
        let place = TarPath.text(path, relative)
        guard names.insert(relative).inserted else {
            throw FileError(
                path: place, problem: "the archive has this name twice",
                hint: "pack the folder again instead of appending to an archive")
        }
        guard member.size <= limits.maxFileBytes else {
            throw FileError(path: place, size: member.size, limit: limits.maxFileBytes)
        }
        totalBytes += member.size
        guard totalBytes <= limits.maxTotalBytes else {
            throw FileError(path: path, tooMuch: "more than \(limits.maxTotalBytes) bytes of YAML and JSON")
        }
        guard files.count < limits.maxFiles else {
            throw FileError(path: path, tooMuch: "more than \(limits.maxFiles) YAML and JSON files")
        }
        files.append(
            InputFile(
                path: place, relativePath: relative, bytes: try reader.content(),
                isPacked: relative.lowercased().hasSuffix(".gz"), limits: limits))
    }
}
