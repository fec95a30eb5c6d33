import Kubernetes

/// An object of an API server as it is written: `KIND/NAME`.
struct ObjectTarget {
    /// The kind.
    let kind: KindID
    /// What is known of the kind.
    let info: KindInfo
    /// The API server: 0 the management cluster's, 1 the MOSK cluster's.
    let cluster: Int
    /// The name.
    let name: String

    /// Reads `KIND/NAME`; throws when there is no such kind, or none can have this name.
    init(_ text: String, cluster: String?, _ facts: CloudFacts) throws(Objection) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[1].isEmpty else {
            throw Objection(
                "there is no KIND/NAME", "write it as Node/\(facts.sites.first?.name ?? "NAME")",
                field: "object")
        }
        let kindName = String(parts[0])
        name = String(parts[1])
        guard let row = facts.kinds.all.first(where: { $0.info.kind == kindName }) else {
            throw .unknown(
                kindName, what: "kind of object", plural: "the kinds", facts.kinds.kindNames, field: "object")
        }
        kind = row.id
        info = row.info
        if let names = NamePattern.names(of: kindName, facts), !names.contains(name) {
            throw .unknown(name, what: kindName, plural: "those of the kind", names, field: "object")
        }
        switch cluster {
        case nil: self.cluster = row.info.home == .management ? 0 : 1
        case "management"?: self.cluster = 0
        case "mosk"?: self.cluster = 1
        case let other?:
            throw .unknown(
                other, what: "cluster", plural: "the clusters", ["management", "mosk"], field: "cluster")
        }
        let isElsewhere =
            row.info.home == .management && self.cluster == 1 || row.info.home == .mosk && self.cluster == 0
        guard !isElsewhere else {
            throw Objection(
                "\(kindName) objects live in the other cluster", "leave cluster out", field: "cluster")
        }
    }
}
