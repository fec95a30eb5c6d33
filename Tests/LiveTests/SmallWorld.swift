import Files
import Kubernetes
import Simulation
import Twin

/// The small example cloud, which stays as it is.
enum SmallWorld {
    private static let root = String(#filePath.dropLast("/Tests/LiveTests/SmallWorld.swift".count))

    /// The cloud, ready to run, with further objects.
    static func template(_ extra: String = "") throws -> WorldTemplate {
        var cloud = Cloud()
        for file in try FileTree.files(at: root + "/scenarios/clusters/small", limits: FileLimits()) {
            var reader = YAMLReader(file: file.path)
            for document in try reader.read(try file.bytes()) {
                try cloud.add(document, file: file.path, context: file.relativePath)
            }
        }
        var reader = YAMLReader(file: "extra.yaml")
        for document in try reader.read(extra) {
            try cloud.add(document, file: "extra.yaml", context: "extra.yaml")
        }
        cloud.noteUnmodelled()
        var options = ImportOptions(target: nil, calendar: Calendar(epochUnixSeconds: 1_767_477_600))
        options.stays = true
        return try Importer.build(cloud, catalogue: try Catalogue.builtIn(), options: options)
    }

    /// A world of it.
    static func world(seed: UInt64 = 1) throws -> World { World(try template(), seed: seed) }
}
