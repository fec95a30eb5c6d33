import Files
import Kubernetes
import Scenarios
import Simulation
import Twin

/// Scenarios with their clouds, each cloud read and built once.
struct ScenarioInput {
    /// A scenario, ready to run.
    struct Ready {
        var scenario: Scenario
        var template: WorldTemplate
        var input: CloudInput
        var file: String
        /// The document, redacted, for the run's record.
        var document: Value
    }

    private var inputs: [String: CloudInput] = [:]
    private var templates: [String: WorldTemplate] = [:]

    /// Reads the scenarios of files, and of the YAML files of folders.
    mutating func read(_ paths: [String]) throws(Failure) -> [Ready] {
        var ready: [Ready] = []
        for path in paths {
            let tree: [InputFile]
            do throws(FileError) { tree = try FileTree.files(at: path, limits: FileLimits()) } catch {
                throw Failure(error)
            }
            for file in tree {
                let bytes: [UInt8]
                do { bytes = try file.bytes() } catch { throw Failure(input: error, file.path) }
                do throws(CloudError) {
                    for each in try ScenarioFile.read(bytes, file: file.path) {
                        ready.append(try scenario(each))
                    }
                } catch {
                    throw Failure(error)
                }
            }
        }
        for (place, each) in ready.enumerated() {
            guard let first = ready[..<place].first(where: { $0.scenario.name == each.scenario.name }) else {
                continue
            }
            throw Failure(
                "\(each.file): a scenario called \(each.scenario.name) is also in \(first.file); rename one",
                .badInput)
        }
        return ready
    }

    private mutating func scenario(_ file: ScenarioFile) throws(CloudError) -> Ready {
        func path(_ written: Placed<String>?) -> String? {
            written.map { Self.path($0.value, besides: file.file) }
        }
        func blaming(_ part: Placed<String>?, _ problem: String) -> CloudError {
            let position = part?.position ?? .none
            return CloudError(
                file: file.file, line: Int(position.line), column: Int(position.column), problem: problem)
        }
        let key = [path(file.cloud.path), path(file.cloud.releases), path(file.cloud.timings)]
            .map { $0 ?? "" }.joined(separator: "\n")
        var input: CloudInput
        do throws(Failure) {
            if let known = inputs[key] {
                input = known
            } else {
                input = try CloudInput(
                    cloud: path(file.cloud.path) ?? "", releases: path(file.cloud.releases),
                    timings: path(file.cloud.timings), files: FileLimits(), yaml: YAMLLimits())
            }
        } catch {
            throw blaming(file.cloud.path, "spec.cloud: \(error.message)")
        }
        inputs[key] = input
        let file = try Self.attaching(file).prepared { input.cloud.redacted($0) }
        let options = try file.importOptions()
        let premises = options.premises.map(\.description).joined(separator: "\n")
        let name = [
            key, options.target ?? "", options.cluster ?? "", file.cloud.start?.value ?? "", premises,
            options.openStack.rawValue,
        ]
        .joined(separator: "\n\n")
        let template: WorldTemplate
        if let known = templates[name] {
            template = known
        } else {
            template = try Self.template(&input, file, options)
            templates[name] = template
        }
        return Ready(
            scenario: try ScenarioReader.read(file, template), template: template, input: input,
            file: file.file, document: file.kept ?? file.value)
    }

    /// A path as it is written in a file, from where the command runs.
    private static func path(_ written: String, besides file: String) -> String {
        guard !written.hasPrefix("/"), let slash = file.lastIndex(of: "/") else { return written }
        return file[...slash] + written
    }

    /// The scenario with the files that it applies objects of.
    private static func attaching(_ file: ScenarioFile) throws(CloudError) -> ScenarioFile {
        var whole = file
        for path in file.attachedPaths {
            let name = Self.path(path.value, besides: file.file)
            func blaming(_ problem: String) -> CloudError {
                CloudError(
                    file: file.file, line: Int(path.position.line), column: Int(path.position.column),
                    problem: problem, hint: "a file's path is relative to the scenario's file")
            }
            let tree: [InputFile]
            do throws(FileError) { tree = try FileTree.files(at: name, limits: FileLimits()) } catch {
                throw blaming("apply.file: \(Failure(error).message)")
            }
            guard tree.count == 1 else { throw blaming("apply.file: \(name) is not one file") }
            let bytes: [UInt8]
            do { bytes = try tree[0].bytes() } catch {
                throw blaming("apply.file: \(Failure(input: error, name).message)")
            }
            try whole.attach(bytes, path: path.value, file: name)
        }
        return whole
    }

    /// Builds the cloud of a scenario; what stands against it is blamed on its place.
    static func template(
        _ input: inout CloudInput, _ file: ScenarioFile, _ options: ImportOptions
    ) throws(CloudError) -> WorldTemplate {
        for (place, premise) in options.premises.enumerated() {
            do throws(CloudError) { _ = try input.cloud.checked(premise) } catch {
                let position = file.cloud.set?[place].position ?? .none
                throw CloudError(
                    file: file.file, line: Int(position.line), column: Int(position.column),
                    problem: error.problem, hint: error.hint)
            }
        }
        do throws(ImportFailure) {
            return try Importer.build(input.cloud, catalogue: input.catalogue, options: options)
        } catch {
            let position = (file.cloud.to ?? file.cloud.path)?.position ?? .none
            func at(_ problem: String, _ hint: String) -> CloudError {
                CloudError(
                    file: file.file, line: Int(position.line), column: Int(position.column),
                    problem: "spec.cloud\(file.cloud.to == nil ? "" : ".to"): \(problem)", hint: hint)
            }
            switch error {
            case .noPath(let path):
                throw at("no path from \(path.source) to \(path.target) in one hop", "see `twin releases`")
            case .badInput(let error):
                guard error.file.isEmpty else { throw error }
                throw at(error.problem, error.hint)
            }
        }
    }

    /// Reads back what a run's record holds.
    static func again(_ stored: StoredRun) throws(Failure) -> Ready {
        var input = try CloudInput(record: stored.inputs.filter { !$0.path.hasPrefix(folder) })
        do throws(CloudError) {
            let file = try file(stored.inputs)
            let template = try template(&input, file, try file.importOptions())
            return Ready(
                scenario: try ScenarioReader.read(file, template), template: template, input: input,
                file: file.file, document: file.value)
        } catch {
            throw Failure(error)
        }
    }

    /// The scenario in a run's record.
    static func file(_ inputs: [(path: String, bytes: [UInt8])]) throws(CloudError) -> ScenarioFile {
        guard let kept = inputs.first(where: { $0.path.hasPrefix(folder) }),
            let file = try ScenarioFile.read(kept.bytes, file: kept.path).first
        else {
            throw CloudError(problem: "the run's record holds no scenario")
        }
        return file
    }

    /// Where a run's record has its scenario.
    static let folder = "scenario/"
}
