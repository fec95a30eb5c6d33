import HardwareInterfaces
import Kubernetes
import Simulation
import Twin

/// What a user's file may put in place of the built-in catalogue.
enum CatalogueInput: String {
    case releases, timings

    /// The documents of a file, lists taken apart; throws when one is of another kind or does not fit it.
    static func documents(
        _ bytes: [UInt8], file: String, _ kind: CatalogueInput, _ catalogue: Catalogue
    ) throws(CloudError) -> [Value] {
        var reader = YAMLReader(file: file)
        let read: [Value]
        do throws(YAMLError) { read = try reader.read(bytes) } catch { throw CloudError(error) }
        let documents = read.flatMap { document in
            document["kind"]?.string?.hasSuffix("List") ?? false ? document["items"]?.list ?? [] : [document]
        }
        for document in documents {
            do throws(FieldError) {
                switch kind {
                case .releases: try checkRelease(document)
                case .timings:
                    let known = catalogue.timings.map(\.name) + BMCCommand.ownTimings
                    try checkTimings(document, known)
                }
            } catch {
                throw CloudError(error, file: file)
            }
        }
        if kind == .timings {
            // Only the catalogue knows the form of timings; what it throws has the places of this file.
            var trial = catalogue
            try trial.read(file: file, bytes)
            do throws(FieldError) {
                for document in documents { try checkMedians(document) }
            } catch {
                throw CloudError(error, file: file)
            }
        }
        return documents
    }

    private static func checkRelease(_ document: Value) throws(FieldError) {
        switch document["kind"]?.string {
        case "KaaSRelease":
            let release = try KaaSRelease(value: document)
            try checkName(release.metadata.name, document)
        case "ClusterRelease":
            let release = try ClusterRelease(value: document)
            try checkName(release.metadata.name, document)
            try release.checkCharts()
        default:
            throw FieldError(
                path: document["kind"] == nil ? "" : "kind",
                position: (document["kind"] ?? document).position,
                problem: "expected a KaaSRelease or ClusterRelease",
                hint: "give what `kubectl get kaasreleases,clusterreleases -o yaml` gives")
        }
    }

    private static func checkName(_ name: String, _ document: Value) throws(FieldError) {
        guard name.isEmpty else { return }
        throw FieldError(
            path: "metadata.name", position: (document["metadata"] ?? document).position,
            problem: "the release has no name", hint: "add metadata.name")
    }

    private static func checkTimings(_ document: Value, _ known: [String]) throws(FieldError) {
        guard let list = document["timings"]?.list else {
            let wrong = document.fields?.map(\.key).filter { $0 != "timings" } ?? []
            throw FieldError(
                position: document.position, problem: "expected a list of timings under the key timings",
                hint: NearestName.find("timings", among: wrong).map { "is '\($0)' meant to be 'timings'?" }
                    ?? "write it as timings: [{name: host.post, median: 5m, spread: 0.2}]")
        }
        for (index, row) in list.enumerated() {
            guard let name = row["name"] else {
                throw FieldError(
                    path: "timings[\(index)]", position: row.position, problem: "the timing has no name",
                    hint: "add name, such as host.post")
            }
            guard let text = name.string else {
                throw FieldError.expected("a string", found: name).inside("name")
            }
            // A qualifier names a machine or release, which is not known here.
            let base = text.prefix { $0 != "@" }
            guard !known.contains(text), !known.contains(String(base)) else { continue }
            throw FieldError(
                path: "timings[\(index)].name", position: name.position,
                problem: "there is no timing \(text)",
                hint: NearestName.find(String(base), among: known).map { "did you mean \($0)?" } ?? "")
        }
    }

    private static func checkMedians(_ document: Value) throws(FieldError) {
        for (index, row) in (document["timings"]?.list ?? []).enumerated() where row["median"] == nil {
            throw FieldError(
                path: "timings[\(index)]", position: row.position, problem: "the timing has no median",
                hint: "add median, such as 5m")
        }
    }
}
