public import Simulation
public import Twin

/// Follows a run entry by entry, and says when something does not hold that must.
///
/// A value: a fork of a run has its own. It must be cheap, since it sees every entry of its interest.
public protocol RunObserver: Sendable {
    /// What must hold, as reports name it; without a colon.
    var property: String { get }
    /// Which entries it is shown; all unless it says otherwise. Asked once, before the run.
    var interest: EntryInterest { get }

    /// Looks at the world before its first event.
    mutating func begin(_ world: borrowing World)

    /// Takes the next entry of its interest. The world is as it was after the event that the entry belongs
    /// to. Answers what does not hold, or nil.
    mutating func take(_ entry: Entry, _ world: borrowing World) -> String?
}

extension RunObserver {
    public var interest: EntryInterest { .all }
}
