import Files
import Kubernetes
import Twin

/// The example clouds of the repository.
enum ExampleCloud {
    /// The folder of the repository.
    static let root = String(#filePath.dropLast("/Tests/TwinTests/Support/ExampleCloud.swift".count))

    /// The cloud called `name`, with further documents.
    static func read(_ name: String, extraMOSK: String = "") throws -> Cloud {
        var cloud = Cloud()
        for file in try FileTree.files(at: root + "/scenarios/clusters/" + name, limits: FileLimits()) {
            var reader = YAMLReader(file: file.path)
            for document in try reader.read(try file.bytes()) {
                try cloud.add(document, file: file.path, context: file.relativePath)
            }
        }
        try cloud.read(extraMOSK, file: "extra.yaml", context: "mosk")
        cloud.noteUnmodelled()
        return cloud
    }

    /// The smallest one.
    static func small() throws -> WorldTemplate { try read("small").template() }
}
