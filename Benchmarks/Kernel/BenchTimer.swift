internal import Simulation

/// A timer of the workload: who it is, its chance, and how often it was armed.
struct BenchTimer {
    /// Who it is, in the journal.
    var subject: Subject
    /// Where its delays come from.
    var stream: RandomStream
    /// How often it was armed.
    var count: UInt64 = 0
}
