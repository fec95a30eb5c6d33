import Simulation

/// One write in a table's history: which slot, what it changed there, at which revision, when, and the
/// journal entry of the write.
struct ChangeRecord: Sendable {
    var slot: UInt32
    var aspects: ChangeAspects
    var cause: EntryID
    var revision: UInt64
    var time: SimTime
}
