public import Simulation

/// Whether a run kept to a property.
public struct PropertyResult: Hashable, Sendable {
    /// When it must hold.
    public var kind: Property.Kind
    /// What must hold.
    public var name: String
    /// Whether it did.
    public var isHeld: Bool
    /// Why it did or did not.
    public var reason: String
    /// The entry that shows it; nil when none does.
    public var entry: EntryID?

    /// Makes a result.
    public init(kind: Property.Kind, name: String, isHeld: Bool, reason: String, entry: EntryID? = nil) {
        self.kind = kind
        self.name = name
        self.isHeld = isHeld
        self.reason = reason
        self.entry = entry
    }
}
