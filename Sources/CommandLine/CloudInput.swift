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
    /// Everything that was read, redacted, as it goes into the record of a run.
    var record: [(path: String, bytes: [UInt8])] = []

    /// Reads a cloud from a folder or file, releases from a folder, timings from a file.
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
        do throws(CloudError) {
            catalogue = try Catalogue.builtIn()
            for (path, bytes) in record {
                if path.hasPrefix("cloud/") {
                    try read(bytes, file: String(path.dropFirst(6)), context: String(path.dropFirst(6)))
                } else {
                    try catalogue.read(file: String(path.drop { $0 != "/" }.dropFirst()), bytes)
                }
            }
        } catch {
            throw Failure(error)
        }
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
                record.append(("\(kind)/\(file.path)", bytes))
            } catch let error as FileError {
                throw Failure(error)
            } catch let error as CloudError {
                throw Failure(error)
            } catch {
                throw Failure("\(file.path): \(error)", .badInput)
            }
        }
    }

    private mutating func readCloud(_ path: String, _ files: FileLimits, _ yaml: YAMLLimits) throws(Failure) {
        let tree: [InputFile]
        do throws(FileError) { tree = try FileTree.files(at: path, limits: files) } catch {
            throw Failure(error)
        }
        for file in tree {
            let bytes: [UInt8]
            do throws(FileError) { bytes = try file.bytes() } catch { throw Failure(error) }
            let first = cloud.objects.count
            do throws(CloudError) {
                try read(bytes, file: file.path, context: file.relativePath, yaml)
            } catch {
                throw Failure(error)
            }
            let documents = cloud.objects[first...].map(\.value)
            record.append(("cloud/\(file.path)", YAMLWriter().bytes(of: documents)))
        }
        guard !cloud.objects.isEmpty else {
            throw Failure("\(path): no Kubernetes object in it; is it the right folder?", .badInput)
        }
        cloud.noteUnmodelled()
    }

    private mutating func read(
        _ bytes: [UInt8], file: String, context: String, _ limits: YAMLLimits = YAMLLimits()
    ) throws(CloudError) {
        var reader = YAMLReader(file: file, limits: limits)
        var failure: CloudError?
        do {
            try reader.documents(from: bytes) { document in
                do throws(CloudError) {
                    try cloud.add(document, file: file, context: context)
                } catch {
                    failure = error
                    throw error
                }
            }
        } catch let error as YAMLError {
            throw CloudError(error)
        } catch {
            throw failure ?? CloudError(file: file, problem: "\(error)")
        }
    }
}
