import Files
import Foundation
import Kubernetes
import Scenarios
import Simulation
import Synchronization
import Twin

/// The project's scenarios, with their clouds.
enum ScenarioFixture {
    /// The top of the repository.
    static let root = String(
        #filePath.dropLast("/Tests/ScenariosTests/Language/ScenarioFixture.swift".count))

    /// The files of all scenarios.
    static let files: [String] = {
        do {
            return try ["chaos", "rehearsal"].flatMap { folder in
                try FileTree.files(at: "\(root)/scenarios/\(folder)", limits: FileLimits()).map(\.path)
            }
        } catch {
            preconditionFailure("the scenarios can't be listed: \(error)")
        }
    }()

    /// Templates by what they are made of, since most scenarios share one.
    private static let templates = Mutex<[String: WorldTemplate]>([:])

    /// The scenario of a file.
    static func read(_ path: String) throws -> (scenario: Scenario, template: WorldTemplate) {
        var bytes: [UInt8] = []
        for file in try FileTree.files(at: path, limits: FileLimits()) { bytes += try file.bytes() }
        return try read(bytes, file: path)
    }

    /// The scenario of a text, of an example cloud.
    static func read(_ bytes: [UInt8], file: String) throws -> (scenario: Scenario, template: WorldTemplate) {
        let read = try ScenarioFile.read(bytes, file: file)[0]
        let options = try read.importOptions()
        let name = String(read.cloud.path?.value.split(separator: "/").last ?? "small")
        let key =
            "\(name) \(options.premises.map(\.description)) \(options.calendar) \(options.target ?? "") \(options.openStack)"
        let template: WorldTemplate
        if let known = templates.withLock({ $0[key] }) {
            template = known
        } else {
            let made = try Importer.build(
                try cloud(name), catalogue: try Catalogue.builtIn(), options: options)
            templates.withLock { $0[key] = made }
            template = made
        }
        return (try ScenarioReader.read(read, template), template)
    }

    private static func cloud(_ name: String) throws -> Cloud {
        if let known = clouds.withLock({ $0[name] }) { return known }
        var cloud = Cloud()
        for file in try FileTree.files(at: root + "/scenarios/clusters/\(name)", limits: FileLimits()) {
            var reader = YAMLReader(file: file.path)
            for document in try reader.read(try file.bytes()) {
                try cloud.add(document, file: file.path, context: file.relativePath)
            }
        }
        clouds.withLock { [cloud] in $0[name] = cloud }
        return cloud
    }

    private static let clouds = Mutex<[String: Cloud]>([:])

    /// A scenario of the small cloud whose spec has these lines besides; each is indented as they stand.
    static func text(timeline: String = "", operate: String = "", expect: String, more: String = "") -> String
    {
        """
        apiVersion: twin.rehearsal/v1
        kind: Scenario
        metadata: {name: test}
        spec:
          about: A test.
          cloud: {path: ../clusters/small, to: mosk-21-0-0-25-2}
        \(more)
          operator:
        \(operate.isEmpty ? "    commence: [{steps: all}]" : operate)
          timeline: [\(timeline)]
          expect:
        \(expect)
        """
    }

    /// Runs such a scenario.
    static func run(
        timeline: String = "", operate: String = "", expect: String, more: String = ""
    ) throws -> ScenarioRun {
        let text = text(timeline: timeline, operate: operate, expect: expect, more: more)
        let (scenario, template) = try read(Array(text.utf8), file: "test.yaml")
        return RunDriver.record(scenario, template, seed: 1)
    }
}
