import Foundation

/// A reader that takes what strangers write, and what must hold of it whatever the bytes are.
///
/// `make fuzz` has libFuzzer look for bytes that break it; the tests try a few thousand spoilt seeds.
public enum FuzzTarget: String, CaseIterable, Sendable {
    /// YAML and JSON texts.
    case yaml
    /// Scenario files, against the small example cloud.
    case scenario
    /// Archives and packed files.
    case archive
    /// Requests of a Redfish service.
    case redfish

    /// What is wrong with how the bytes are read; nil when they are read, or refused, as they should be.
    public func problem(_ bytes: [UInt8]) -> String? {
        switch self {
        case .yaml: YAMLProperties.problem(bytes)
        case .scenario: ScenarioProperties.problem(bytes)
        case .archive: ArchiveProperties.problem(bytes)
        case .redfish: RedfishProperties.problem(bytes)
        }
    }

    /// The top of the repository.
    static let root = String(#filePath.dropLast("/Tests/Fuzz/Targets/FuzzTarget.swift".count))

    /// The folders of the seeds, below the top of the repository.
    private var seedFolders: [String] {
        ["Tests/Fuzz/Seeds/\(rawValue)"]
            + (self == .scenario ? ["scenarios/chaos", "scenarios/rehearsal"] : [])
    }

    /// The committed seeds, in the order of their names.
    public func seeds() throws -> [(name: String, bytes: [UInt8])] {
        try seedFolders.flatMap { folder in
            let path = "\(Self.root)/\(folder)"
            return try FileManager.default.contentsOfDirectory(atPath: path).sorted().map { name in
                (name, Array(try Data(contentsOf: URL(fileURLWithPath: "\(path)/\(name)"))))
            }
        }
    }

    /// The words that make inputs of this kind, of the dictionary that libFuzzer takes too; may be empty.
    public func words() throws -> [[UInt8]] {
        let path = "\(Self.root)/Tests/Fuzz/\(rawValue).dict"
        guard FileManager.default.fileExists(atPath: path) else { return [] }
        return FuzzDictionary.words(try String(contentsOfFile: path, encoding: .utf8))
    }
}
