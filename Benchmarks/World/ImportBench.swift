internal import Files
internal import Foundation
internal import Kubernetes
internal import Twin

/// The import of a large dump, file by file as the `twin` command reads one.
///
/// Memory is compared with that of the objects which the twin models: what the same dump takes without the
/// others.
enum ImportBench {
    /// The bytes of the dump.
    static let dumpBytes = 400_000_000

    /// Writes a dump into a temporary folder and imports it, whole and without what is not modelled, in
    /// processes of their own, since each leaves memory behind.
    static func run() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "bench-dump-\(getpid())")
        defer { try? FileManager.default.removeItem(at: folder) }
        let dump = try DumpWriter(folder: folder, bytes: dumpBytes)
        print("dump_megabytes \(Double(dump.modelledBytes + dump.otherBytes) / 1e6) MB")
        print("dump_modelled_megabytes \(Double(dump.modelledBytes) / 1e6) MB")
        fflush(nil)
        let whole = try measure(folder.path)
        for file in dump.otherFiles { try FileManager.default.removeItem(at: folder.appending(path: file)) }
        let modelled = try measure(folder.path)
        print("import_megabytes_per_second \(whole.rate) MB/s")
        print("import_resident_megabytes \(whole.resident) MB")
        print("import_modelled_resident_megabytes \(modelled.resident) MB")
        print("import_memory_over_modelled \(whole.resident / modelled.resident) x")
    }

    /// Imports a folder in a process of its own: how fast, and what it has in memory then.
    private static func measure(_ folder: String) throws -> (rate: Double, resident: Double) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments = ["import-folder", folder]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        let words = output.split(whereSeparator: \.isWhitespace)
        guard process.terminationStatus == 0, words.count == 2, let rate = Double(words[0]),
            let resident = Double(words[1])
        else { fatalError("the import failed: \(output)") }
        return (rate, resident)
    }

    /// Imports a folder, and prints its MB/s and what it has in memory then, in MB.
    static func importFolder(_ folder: String) throws {
        let before = try MemoryBench.residentKilobytes()
        var cloud = Cloud()
        var template: WorldTemplate?
        var bytes = 0
        let took = try WorldBench.seconds {
            for file in try FileTree.files(at: folder) {
                bytes += file.size
                try file.withReader { pull in
                    var reader = YAMLReader(file: file.path)
                    try reader.documents(pull: pull) {
                        try cloud.add($0, file: file.path, context: file.relativePath)
                    }
                }
            }
            try cloud.placeWaiting()
            template = try WorldBench.template(cloud)
        }
        let resident = Double(try MemoryBench.residentKilobytes() - before) * 1024
        guard let template, template.nodes.count == 508, cloud.objects.count > 20_000 else {
            fatalError("not all objects are there")
        }
        print(Double(bytes) / 1e6 / took, resident / 1e6)
    }
}
