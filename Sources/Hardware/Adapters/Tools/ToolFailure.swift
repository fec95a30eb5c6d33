/// Why a program gave no result.
enum ToolFailure: Error, Hashable, Sendable {
    /// It is not installed, or may not be run.
    case missing
    /// It did not end in time, and was ended.
    case timedOut
    /// It wrote more than is read, and was ended.
    case tooLong
}
