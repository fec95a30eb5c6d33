public import Simulation

/// Which entries an observer of runs looks at.
public struct EntryInterest: Sendable {
    /// Those of these kinds,
    public var kinds: [EntryKind]
    /// and those about subjects of these kinds; nil for all that there are.
    public var subjects: [SubjectKind]?

    /// All entries.
    public static let all = EntryInterest(kinds: [], subjects: nil)

    /// Entries of `kinds`, and those about `subjects`.
    public init(kinds: [EntryKind], subjects: [SubjectKind]? = []) {
        self.kinds = kinds
        self.subjects = subjects
    }
}
