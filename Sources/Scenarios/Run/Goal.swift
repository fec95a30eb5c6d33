import Controllers
import Kubernetes
public import Simulation
public import Twin

/// What ends a run well: an entry, or a time.
public struct Goal: Hashable, Sendable {
    /// What is looked for.
    private enum Wanted: Hashable {
        case thing(EntryKind, SubjectKind, String, object: String?)
        case pattern(EntryPattern)
        case time(SimTime)
    }

    private let wanted: Wanted

    /// The goal that `word` is journaled of the thing called `name`, with `object` where one is given.
    public init(
        _ word: some EntryVocabulary, _ subject: SubjectKind, _ name: String, object: String? = nil
    ) {
        wanted = .thing(word.kind, subject, name, object: object)
    }

    /// The goal that an entry matches.
    public init(_ pattern: EntryPattern) { wanted = .pattern(pattern) }

    /// The goal that so much time has passed since the beginning of the run.
    public init(after length: SimDuration) { wanted = .time(.zero + length) }

    /// The goal of an update: the Cluster has reached the release. That of a deployment: it is Ready. That of
    /// an upgrade of OpenStack: it is APPLIED.
    public static func usual(_ template: WorldTemplate) -> Goal {
        if let request = template.openStackRequest {
            return Goal(
                OpenStackEntry.openStackState, OpenStackDeploymentStatusSpec.kind.subjectKind, request.name,
                object: OpenStackState.applied.rawValue)
        }
        let word = template.isDeployment ? LCMEntry.clusterReady : .releaseReached
        return Goal(word, ClusterSpec.kind.subjectKind, template.cluster)
    }

    /// The kind of entry that can show it; nil when none can.
    var kind: EntryKind? {
        switch wanted {
        case .thing(let kind, _, _, _): kind
        case .pattern(let pattern): pattern.kind
        case .time: nil
        }
    }

    /// When the run ends; nil for a goal that an entry shows.
    var time: SimTime? {
        guard case .time(let time) = wanted else { return nil }
        return time
    }

    /// Whether an entry shows that the goal is reached.
    @inline(never)
    func isReached(by entry: Entry, _ names: borrowing NameTable) -> Bool {
        switch wanted {
        case .thing(let kind, let subject, let name, let object):
            entry.kind == kind && entry.subject.kind == subject && names[entry.subject.name] == name
                && object.map { names[entry.object.name] == $0 } ?? true
        case .pattern(let pattern): pattern.matches(entry, names)
        case .time: false
        }
    }
}
