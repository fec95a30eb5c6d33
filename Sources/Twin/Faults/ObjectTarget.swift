import Kubernetes

/// An object of an API server as it is written: `KIND/NAME`, or `KIND/NAMESPACE/NAME`.
struct ObjectTarget {
    /// The kind.
    let kind: KindID
    /// What is known of the kind.
    let info: KindInfo
    /// The API server: 0 the management cluster's, 1 the MOSK cluster's.
    let cluster: Int
    /// The namespace; nil when none was written, for whatever the one of this name has.
    let namespace: String?
    /// The name.
    let name: String

    /// Reads `KIND/NAME` or `KIND/NAMESPACE/NAME`; throws when there is no such kind, none can have this
    /// name, or several have it and the namespace is not said. `namespace` is one that was written beside.
    init(
        _ text: String, namespace beside: String? = nil, cluster: String?, _ facts: CloudFacts
    ) throws(Objection) {
        let parts = text.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count > 1, parts.allSatisfy({ !$0.isEmpty }) else {
            throw Objection(
                "there is no KIND/NAME", "write it as Node/\(facts.sites.first?.name ?? "NAME")",
                field: "object")
        }
        let kindName = String(parts[0])
        name = String(parts[parts.count - 1])
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
        let within = parts.count == 3 ? String(parts[1]) : nil
        if let within, let beside, within != beside {
            throw Objection(
                "two namespaces are named, \(within) and \(beside)", "leave one out", field: "namespace")
        }
        self.namespace = within ?? beside
        try checkNamespace(facts, field: within == nil ? "namespace" : "object")
    }

    /// Throws when several objects may be meant, or none.
    private func checkNamespace(_ facts: CloudFacts, field: String) throws(Objection) {
        guard info.isNamespaced || namespace == nil else {
            throw Objection(
                "\(info.kind) objects have no namespace", "write it as \(info.kind)/\(name)", field: field)
        }
        let known = facts.namespaces(kind, name, cluster: cluster)
        guard let namespace else {
            guard known.count < 2 else {
                let forms = known.prefix(12).map { "\(info.kind)/\($0)/\(name)" }
                throw Objection(
                    "\(known.count) objects are called \(info.kind)/\(name)",
                    "write \(forms.joined(separator: " or "))\(known.count > 12 ? " ..." : "")",
                    field: "object")
            }
            return
        }
        guard known.contains(namespace) || known.isEmpty || facts.comesToBe(info.kind) else {
            throw .unknown(
                namespace, what: "namespace with a \(info.kind)/\(name) called",
                plural: "those that have one",
                known, field: field)
        }
    }
}
