public import Simulation

/// A property that did not hold.
public struct Violation: Hashable, Sendable {
    /// What must hold.
    public var property: String
    /// The entry that shows that it does not.
    public var entry: EntryID
    /// What does not hold.
    public var problem: String

    /// Makes a violation.
    public init(property: String, entry: EntryID, problem: String) {
        self.property = property
        self.entry = entry
        self.problem = problem
    }
}
