public import Simulation
public import Twin

/// Something that is expected of a run.
public struct Property: Sendable {
    /// When it must hold.
    public enum Kind: String, Sendable {
        /// At every entry.
        case always
        /// Once faults are over, within a bound.
        case eventually
        /// At least once: it shows that the run came to what the scenario is about.
        case sometimes
        /// No more than so often or so long.
        case budget
    }

    /// What is looked at.
    public enum Test: Sendable {
        /// Matching entries come.
        case entry(EntryPattern)
        /// An object says something.
        case condition(ObjectCondition)
        /// Time from a matching entry to the next one that ends it, all in all.
        case span(from: EntryPattern, until: EntryPattern)
    }

    /// The name, as reports call it.
    public var name: String
    /// When it must hold.
    public var kind: Kind
    /// What is looked at.
    public var test: Test
    /// Of an `always` entry: that none comes.
    public var isNever = false
    /// From when on it is looked at; nil from the beginning.
    public var since: EntryPattern?
    /// Until when it is looked at; nil to the end.
    public var until: EntryPattern?
    /// How often at least, or of a budget at most.
    public var count = 1
    /// Of `eventually`: how long after the faults and `since`; of a budget: how long at most; of `sometimes`:
    /// how long at least.
    public var bound: SimDuration?

    /// Makes a property.
    public init(name: String, _ kind: Kind, _ test: Test) {
        self.name = name
        self.kind = kind
        self.test = test
    }
}
