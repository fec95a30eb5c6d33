/// A crash that a fault has let be due.
struct DueCrash: Sendable {
    /// What is to happen.
    var plan: CrashPlan
    /// The number of the fault.
    var fault: Int
    /// How many writes the controller will have made since the run began; nil once it has crashed.
    var writes: Int?
}
