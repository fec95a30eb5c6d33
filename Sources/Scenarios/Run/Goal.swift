import Controllers
import Kubernetes
public import Simulation
public import Twin

/// The entry that ends a run well.
public struct Goal: Hashable, Sendable {
    /// What happens.
    public var kind: EntryKind
    /// To what kind of thing.
    public var subject: SubjectKind
    /// What it is called.
    public var name: String

    /// The goal that `word` is journaled of the thing called `name`.
    public init(_ word: some EntryVocabulary, _ subject: SubjectKind, _ name: String) {
        kind = word.kind
        self.subject = subject
        self.name = name
    }

    /// The goal of an update: the Cluster has reached the release.
    public static func update(_ template: WorldTemplate) -> Goal {
        Goal(LCMEntry.releaseReached, ClusterSpec.kind.subjectKind, template.cluster)
    }

    /// Whether an entry shows that the goal is reached.
    func isReached(by entry: Entry, _ names: borrowing NameTable) -> Bool {
        entry.kind == kind && entry.subject.kind == subject && names[entry.subject.name] == name
    }
}
