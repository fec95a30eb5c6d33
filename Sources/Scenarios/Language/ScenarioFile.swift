public import Kubernetes
public import Simulation
public import Twin

/// A scenario as it was read: its fields are right, its names are not yet checked against the cloud.
public struct ScenarioFile: Sendable {
    /// The file, for errors.
    public let file: String
    /// What was written.
    public let document: ScenarioDocument
    /// The same, as it was written.
    public let value: Value
    /// The files that it applies objects of, as far as they were taken in.
    public internal(set) var attached: [Attachment] = []

    /// Reads the scenarios of a file; throws at the first thing that is wrong, at its place.
    public static func read(_ bytes: [UInt8], file: String) throws(CloudError) -> [ScenarioFile] {
        var reader = YAMLReader(file: file)
        let values: [Value]
        do throws(YAMLError) { values = try reader.read(bytes) } catch { throw CloudError(error) }
        var scenarios: [ScenarioFile] = []
        for value in values { scenarios.append(try ScenarioFile(value, file: file)) }
        guard !scenarios.isEmpty else {
            throw CloudError(
                file: file, problem: "there is no scenario in it", hint: "`twin schema --example` shows one")
        }
        return scenarios
    }

    init(_ value: Value, file: String) throws(CloudError) {
        self.file = file
        self.value = value
        do throws(FieldError) {
            document = try ScenarioDocument.decodeStrictly(value)
            try ScenarioDocument.checkParts(value)
            try Self.checkKind(document)
        } catch {
            throw CloudError(error, file: file)
        }
    }

    private static func checkKind(_ document: ScenarioDocument) throws(FieldError) {
        if let kind = document.kind, kind.value != "Scenario" {
            throw FieldError(
                path: "kind", position: kind.position, problem: "expected a Scenario",
                hint: NearestName.find(kind.value, among: ["Scenario"]).map { "did you mean \($0)?" }
                    ?? "objects of a cloud go into the folder that spec.cloud.path names")
        }
        if let version = document.apiVersion, version.value != ScenarioDocument.format {
            throw FieldError(
                path: "apiVersion", position: version.position, problem: "this format is not known",
                hint: "this version reads \(ScenarioDocument.format)")
        }
        if let name = document.metadata?.value.name, name.value.allSatisfy(\.isWhitespace) {
            throw FieldError(
                path: "metadata.name", position: name.position, problem: "the name is empty",
                hint: "name the scenario after what happens in it")
        }
    }

    /// The name.
    public var name: String { document.metadata?.value.name?.value ?? "" }

    /// The cloud; reading has made sure of it.
    public var cloud: CloudPart { document.spec?.value.cloud?.value ?? CloudPart() }

    /// What the importer is asked for.
    public func importOptions() throws(CloudError) -> ImportOptions {
        var premises: [Premise] = []
        for each in cloud.set ?? [] {
            do throws(CloudError) { premises.append(try Premise(each.value)) } catch {
                throw CloudError(
                    file: file, line: Int(each.position.line), column: Int(each.position.column),
                    problem: error.problem, hint: error.hint)
            }
        }
        var options = ImportOptions(
            target: cloud.to?.value, cluster: cloud.cluster?.value, calendar: try calendar(),
            premises: premises)
        options.openStack = cloud.openstack ?? .durations
        return options
    }

    /// Civil time of a run's beginning.
    public func calendar() throws(CloudError) -> Calendar {
        let usual = "2026-01-03T22:00:00Z"
        guard let calendar = Calendar(rfc3339: cloud.start?.value ?? usual) else {
            let position = cloud.start?.position ?? .none
            throw CloudError(
                file: file, line: Int(position.line), column: Int(position.column),
                problem: "spec.cloud.start: not a date and time", hint: "write it as 2026-11-28T22:00+01:00")
        }
        return calendar
    }
}
