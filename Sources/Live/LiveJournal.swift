public import Simulation

/// All that happened in a world.
public struct LiveJournal: Sendable {
    /// The journal; all blocks but the last are full.
    public var blocks: [JournalBlock]
    /// Interned names.
    public var names: NameTable
    /// Civil time.
    public var calendar: Calendar
    /// The fingerprint over the journal.
    public var fingerprint: Fingerprint
}
