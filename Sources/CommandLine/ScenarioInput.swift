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
            guard let written else { return nil }
            guard !written.value.hasPrefix("/"), let slash = file.file.lastIndex(of: "/") else {
                return written.value
            }
            return file.file[...slash] + written.value
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
        let options = try file.importOptions()
        let premises = options.premises.map(\.description).joined(separator: "\n")
        let name = [key, options.target, options.cluster ?? "", file.cloud.start?.value ?? "", premises]
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
            file: file.file, document: input.cloud.redacted(file.value))
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
            let position = file.cloud.to?.position ?? .none
            func at(_ problem: String, _ hint: String) -> CloudError {
                CloudError(
                    file: file.file, line: Int(position.line), column: Int(position.column),
                    problem: "spec.cloud.to: \(problem)", hint: hint)
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
