import Files
import Kubernetes
import Scenarios
import Simulation
import Twin

/// The small example cloud and a run of it, made once.
enum SmallCloud {
    /// Its objects.
    static func cloud() throws -> Cloud {
        let root = #filePath.dropLast("/Tests/ScenariosTests/Run/SmallCloud.swift".count)
        var cloud = Cloud()
        for file in try FileTree.files(at: root + "/scenarios/clusters/small", limits: FileLimits()) {
            var reader = YAMLReader(file: file.path)
            for document in try reader.read(try file.bytes()) {
                try cloud.add(document, file: file.path, context: file.relativePath)
            }
        }
        return cloud
    }

    static let template = Result {
        let options = ImportOptions(
            target: "mosk-21-0-0-25-2", calendar: Calendar(epochUnixSeconds: 1_767_477_600))
        return try Importer.build(try cloud(), catalogue: try Catalogue.builtIn(), options: options)
    }

    static let run = template.map { RunDriver.record($0, RunOptions(seed: 7)) }
}
