import Files
import Kubernetes
import Twin

/// What a rehearsal reads: a cloud, and files that replace built-in ones. Kept redacted, for the run's
/// record.
struct CloudInput {
    /// The objects.
    var cloud = Cloud()
    /// The built-in catalogue with the user's files in place.
    var catalogue: Catalogue
    /// The user's files of the catalogue, redacted.
    private var catalogueFiles: [(path: String, bytes: [UInt8])] = []

    /// Reads a cloud from a folder, file, archive or standard input (`-`), releases from a folder, timings
    /// from a file.
    init(
        cloud path: String, releases: String?, timings: String?, files: FileLimits, yaml: YAMLLimits
    ) throws(Failure) {
        do throws(CloudError) { catalogue = try Catalogue.builtIn() } catch {
            throw Failure(error.description, .internalFault)
        }
        if let releases { try readCatalogue(releases, files, as: .releases) }
        if let timings { try readCatalogue(timings, files, as: .timings) }
        try readCloud(path, files, yaml)
    }

    /// Reads back what a run's record holds.
    init(record: [(path: String, bytes: [UInt8])]) throws(Failure) {
        do throws(CloudError) { catalogue = try Catalogue.builtIn() } catch {
            throw Failure(error)
        }
        for (path, bytes) in record {
            let file = String(path.drop { $0 != "/" }.dropFirst())
            do {
                guard path.hasPrefix("cloud/") else {
                    try catalogue.read(file: file, bytes)
                    continue
                }
                var reader = YAMLReader(file: file)
                try reader.documents(from: bytes) { document in
                    try cloud.add(document, file: file, context: file)
                }
            } catch {
                throw Failure(input: error, file)
            }
        }
        try finish()
    }

    /// What is left to do once all is read.
    private mutating func finish() throws(Failure) {
        do throws(CloudError) { try cloud.placeWaiting() } catch { throw Failure(error) }
        cloud.noteUnmodelled()
    }

    private mutating func readCatalogue(_ path: String, _ limits: FileLimits, as kind: CatalogueInput)
        throws(Failure)
    {
        let tree: [InputFile]
        do throws(FileError) { tree = try FileTree.files(at: path, limits: limits) } catch {
            throw Failure(error)
        }
        for file in tree {
            do {
                let documents = try CatalogueInput.documents(
                    try file.bytes(), file: file.path, kind, catalogue)
                let redacted = documents.map { cloud.redacted($0) }
                let bytes = YAMLWriter().bytes(of: redacted)
                try catalogue.read(file: file.path, documents: redacted, bytes: bytes)
                catalogueFiles.append(("\(kind)/\(file.path)", bytes))
            } catch {
                throw Failure(input: error, file.path)
            }
        }
    }

    private mutating func readCloud(_ path: String, _ files: FileLimits, _ yaml: YAMLLimits) throws(Failure) {
        let tree: [InputFile]
        do throws(FileError) { tree = try FileTree.files(at: path, limits: files) } catch {
            throw Failure(error)
        }
        // Of packed files, only reading tells how much they are.
        var left = files.maxTotalBytes
        for file in tree {
            do {
                try file.withReader { pull in
                    var reader = YAMLReader(file: file.path, limits: yaml)
                    try reader.documents(pull: { buffer in
                        let count = try pull(buffer)
                        left -= count
                        guard left >= 0 else { throw Self.tooMuch(path, files) }
                        return count
                    }) { document in
                        try cloud.add(document, file: file.path, context: file.relativePath)
                    }
                }
            } catch {
                throw Failure(input: error, file.path)
            }
        }
        try finish()
        guard !cloud.objects.isEmpty else {
            throw Failure("\(path): no Kubernetes object in it; is it the right folder?", .badInput)
        }
    }

    private static func tooMuch(_ path: String, _ limits: FileLimits) -> FileError {
        FileError(
            path: path, problem: "it holds more than \(limits.maxTotalBytes) bytes of YAML and JSON",
            hint: "name what holds only the cloud, or raise --max-total")
    }

    /// Hands over everything that was read, redacted, file by file, as it goes into the record of a run:
    /// the whole of a large cloud is never in memory as text. Objects keep their order, and those whose
    /// cluster follows from their folder are in Lists that name it: the folder's own path may mean another.
    func forEachRecord<E: Error>(_ body: (_ path: String, _ bytes: [UInt8]) throws(E) -> Void) throws(E) {
        for (path, bytes) in catalogueFiles { try body(path, bytes) }
        for listing in cloud.listings {
            try body("cloud/\(listing.file)", YAMLWriter().bytes(of: [listing.value]))
        }
        var rest = cloud.objects[...]
        while let first = rest.first {
            let piece = rest.prefix { $0.file == first.file }
            rest = rest.dropFirst(piece.count)
            try body("cloud/\(first.file)", YAMLWriter().bytes(of: Self.documents(piece)))
        }
    }

    private static func documents(_ objects: ArraySlice<CloudObject>) -> [Value] {
        var documents: [Value] = []
        var rest = objects
        while let first = rest.first {
            guard first.info.home == .everywhere else {
                documents.append(first.value)
                rest = rest.dropFirst()
                continue
            }
            let alike = rest.prefix { $0.info.home == .everywhere && $0.home == first.home }
            documents.append(HomeContext.list(alike.map(\.value), home: first.home))
            rest = rest.dropFirst(alike.count)
        }
        return documents
    }
}
