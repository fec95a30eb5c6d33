import Controllers
import HardwareInterfaces
import Kubernetes
import Simulation

/// Subjects of the journal by kind and name: `Node/cmp-01`, `Node/*`, `cmp-*`, `cmp-01`.
public struct NamePattern: Hashable, Sendable {
    /// The kinds of subject that are meant; empty for all.
    private let kinds: [SubjectKind]
    private let kindName: String
    /// The name, or its beginning.
    private let name: String
    private let isPrefix: Bool

    /// Reads a pattern; throws when it names a kind that there is not, or a name that none of the kind has.
    init(_ text: String, _ facts: CloudFacts, field: String) throws(Objection) {
        let known = EntryWords.subjectKinds(facts.kinds)
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        var rest = parts[0]
        if parts.count == 2 {
            kindName = String(parts[0])
            kinds = known.filter { [kindName] in $0.label == kindName }.map(\.kind)
            rest = parts[1]
            guard !kinds.isEmpty else {
                throw .unknown(
                    kindName, what: "kind", plural: "the kinds", known.map(\.label), field: field)
            }
        } else {
            kindName = ""
            kinds = []
        }
        guard !rest.isEmpty else { throw Objection("the name is empty", "write KIND/NAME", field: field) }
        isPrefix = rest.hasSuffix("*")
        name = String(isPrefix ? rest.dropLast() : rest)
        guard !isPrefix, let names = Self.names(of: kindName, facts), !names.contains(name) else { return }
        throw .unknown(name, what: kindName, plural: "those of the kind", names, field: field)
    }

    /// The names that things of a kind have; nil when some come to be only in a run.
    static func names(of kind: String, _ facts: CloudFacts) -> [String]? {
        switch kind {
        case "Host", "BMC", "MCR": facts.sites.isEmpty ? nil : facts.sites.map(\.name)
        case "Controller": facts.controllers
        case "Cluster", "Machine", "LCMMachine", "LCMCluster", "Node", "BareMetalHost", "HelmBundle",
            "UpdateGroup", "Deployment", "StatefulSet", "DaemonSet", "PodDisruptionBudget",
            "ClusterWorkloadLock", "NodeWorkloadLock", "ClusterRelease", "KaaSRelease", "Service":
            facts.objects[kind]?.sorted()
        default: nil
        }
    }

    /// Whether a subject is meant.
    func matches(_ subject: Subject, _ names: borrowing NameTable) -> Bool {
        guard kinds.isEmpty || kinds.contains(subject.kind) else { return false }
        if name.isEmpty { return isPrefix }
        let own = names[subject.name]
        return isPrefix ? own.hasPrefix(name) : own == name
    }

    /// As it was written.
    public var description: String {
        (kindName.isEmpty ? "" : kindName + "/") + name + (isPrefix ? "*" : "")
    }
}
