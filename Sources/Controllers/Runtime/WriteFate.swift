import Simulation

/// What a fault of the API server has in store for a write that is on its way.
enum WriteFate: Hashable, Sendable {
    /// Nothing.
    case regular
    /// Somebody else writes the object just before; by which fault, as its entry.
    case overtaken(EntryID)
    /// The request fails, and nothing is written; how.
    case failed(String)
    /// It is written, and the answer is a failure all the same; how.
    case unanswered(String)
}
