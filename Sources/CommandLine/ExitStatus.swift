/// What the command tells its caller.
enum ExitStatus: Int32 {
    case done = 0
    /// A run did not complete, a property failed, or a device did not answer.
    case failed = 1
    case badInput = 2
    case internalFault = 3
    case noPath = 4
    case differs = 5
}
