import Controllers
import Kubernetes
public import Twin

/// The objects of a world without what depends on when things happened: identifiers, revisions, times,
/// attempts, generated names, and where pods without volumes run.
public enum NormalState {
    private static let timed: Set<String> = [
        "uid", "resourceVersion", "generation", "observedGeneration", "attempt", "duration", "nodeName",
        "credentialsVersion", "operationHistory", "lastUpdated", "timestamp",
    ]

    /// Each object's text by what it is called.
    public static func of(_ world: borrowing World) -> [String: String] {
        var texts: [String: [String]] = [:]
        for cluster in world.state.substrate.stores.indices {
            for kind in world.state.substrate.stores[cluster].kinds {
                for stored in world.state.substrate.stores[cluster].list(kind) {
                    let owner = stored.metadata.ownerReferences.first
                    let isGenerated = kind == PodSpec.kind && owner.map { $0.kind != "StatefulSet" } ?? false
                    var value = stored.encoded()
                    if isGenerated { value["metadata"]?["name"] = nil }
                    let name = isGenerated ? "pods of \(owner?.name ?? "")" : stored.metadata.name
                    texts["\(cluster)/\(kind.rawValue)/\(stored.metadata.namespace)/\(name)", default: []]
                        .append(CanonicalJSON.text(of: strip(value)))
                }
            }
        }
        return texts.mapValues { $0.sorted().joined(separator: "\n") }
    }

    /// Where two states differ, a few at most.
    public static func differences(_ left: [String: String], _ right: [String: String]) -> [String] {
        var found: [String] = []
        for key in Set(left.keys).union(right.keys).sorted() where left[key] != right[key] {
            let (a, b) = (Array(left[key] ?? "missing"), Array(right[key] ?? "missing"))
            let same = zip(a, b).prefix { $0 == $1 }.count
            let from = max(same - 60, 0)
            let left = String(a[from..<min(same + 60, a.count)])
            let right = String(b[from..<min(same + 60, b.count)])
            found.append("\(key): …\(left)… against …\(right)…")
        }
        return Array(found.prefix(4))
    }

    private static func strip(_ value: Value) -> Value {
        if let list = value.list { return .list(list.map(strip)) }
        guard let fields = value.fields else { return value }
        return .map(
            fields.filter { field in
                !timed.contains(field.key) && !field.key.hasSuffix("Time") && !field.key.hasSuffix("At")
                    && !(DatabaseStateMap.Field(key: field.key)?.isOfTheMoment ?? false)
                    && !field.key.hasSuffix("Timestamp")
            }.map { Value.Field(key: $0.key, value: strip($0.value)) })
    }
}
