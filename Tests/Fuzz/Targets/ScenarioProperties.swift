import Files
import Kubernetes
import Scenarios
import Simulation
import Twin

/// What must hold of the reader of scenarios.
enum ScenarioProperties {
    /// What is wrong with how the bytes are read; nil when nothing is.
    static func problem(_ bytes: [UInt8]) -> String? {
        do throws(CloudError) {
            for file in try ScenarioFile.read(bytes, file: "in.yaml") {
                _ = try file.importOptions()
                let scenario = try ScenarioReader.read(file, try small.get())
                guard !scenario.seeds.isEmpty else { return "a scenario has no seed" }
                guard scenario.without().seeds == scenario.seeds else {
                    return "its seeds went with its faults"
                }
            }
        } catch {
            guard error.file == "in.yaml", !error.problem.isEmpty else {
                return "an error says nothing: \(error)"
            }
            guard (0...bytes.count + 2).contains(error.line), (0...bytes.count + 2).contains(error.column)
            else {
                return "an error is at no place of the text: \(error)"
            }
        }
        return nil
    }

    /// The small example cloud.
    private static let small: Result<WorldTemplate, CloudError> = {
        do {
            var cloud = Cloud()
            let folder = FuzzTarget.root + "/scenarios/clusters/small"
            for file in try FileTree.files(at: folder, limits: FileLimits()) {
                var reader = YAMLReader(file: file.path)
                for document in try reader.read(try file.bytes()) {
                    try cloud.add(document, file: file.path, context: file.relativePath)
                }
            }
            let options = ImportOptions(
                target: "mosk-21-0-0-25-2", calendar: Calendar(epochUnixSeconds: 1_767_477_600))
            return .success(
                try Importer.build(cloud, catalogue: try Catalogue.builtIn(), options: options))
        } catch {
            preconditionFailure("the small cloud can't be read: \(error)")
        }
    }()
}
