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

    /// What a template is made of.
    private struct MadeOf: Hashable {
        /// The files of the cloud.
        var files: String
        var options: ImportOptions
    }

    private var inputs: [String: CloudInput] = [:]
    private var templates: [MadeOf: WorldTemplate] = [:]

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
        let premises = try Self.checked(try file.importOptions().premises, of: file, &input.cloud)
        let file = try Self.attaching(file).prepared(premises: premises) { input.cloud.redacted($0) }
        inputs[key] = input
        let options = try file.importOptions()
        let made = MadeOf(files: key, options: options)
        let template: WorldTemplate
        if let known = templates[made] {
            template = known
        } else {
            template = try Self.template(input, file, options)
            templates[made] = template
        }
        return Ready(
            scenario: try ScenarioReader.read(file, template), template: template, input: input,
            file: file.file, document: file.value)
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

    /// The premises of a scenario without secrets; what stands against one is blamed on its place.
    private static func checked(
        _ premises: [Premise], of file: ScenarioFile, _ cloud: inout Cloud
    ) throws(CloudError) -> [Premise] {
        var checked: [Premise] = []
        for (place, premise) in premises.enumerated() {
            do throws(CloudError) { checked.append(try cloud.checked(premise)) } catch {
                let position = file.cloud.set?[place].position ?? .none
                throw CloudError(
                    file: file.file, line: Int(position.line), column: Int(position.column),
                    problem: "spec.cloud.set[\(place)]: \(withoutOption(error.problem))", hint: error.hint)
            }
        }
        return checked
    }

    /// What is wrong, without the option that a file does not have.
    private static func withoutOption(_ problem: String) -> String {
        for option in ["--set ", "--to ", "--cluster "] where problem.hasPrefix(option) {
            return String(problem.dropFirst(option.count))
        }
        return problem
    }

    /// Builds the cloud of a scenario; what stands against it is blamed on its place.
    static func template(
        _ input: CloudInput, _ file: ScenarioFile, _ options: ImportOptions
    ) throws(CloudError) -> WorldTemplate {
        do throws(ImportFailure) {
            return try Importer.build(input.cloud, catalogue: input.catalogue, options: options)
        } catch {
            func at(_ problem: String, _ hint: String) -> CloudError {
                var (path, place) = ("spec.cloud", file.cloud.path?.position)
                if problem.hasPrefix("--cluster "), let cluster = file.cloud.cluster {
                    (path, place) = ("spec.cloud.cluster", cluster.position)
                } else if let to = file.cloud.to {
                    (path, place) = ("spec.cloud.to", to.position)
                }
                return CloudError(
                    file: file.file, line: Int(place?.line ?? 0), column: Int(place?.column ?? 0),
                    problem: "\(path): \(withoutOption(problem))", hint: hint)
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
        let input = try CloudInput(record: stored.inputs.filter { !$0.path.hasPrefix(folder) })
        do throws(CloudError) {
            let file = try file(stored.inputs)
            let template = try template(input, file, try file.importOptions())
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
