/// Why a program gave no result.
enum ToolFailure: Error, Hashable, Sendable {
    /// It is not installed, or may not be run.
    case missing
    /// It did not end in time, and was ended.
    case timedOut
    /// It wrote more than is read, and was ended.
    case tooLong
}

extension ToolFailure {
    /// What it means where a program asks a device, and in words.
    func meaning<Reason: DeviceReason>(
        of program: String, within limit: Duration, upTo bytes: Int = ToolRun.outputLimit
    ) -> (reason: Reason, detail: String) {
        switch self {
        case .missing: return (.unreachable, "the program \(program) is not installed")
        case .timedOut: return (.timedOut, "no answer within \(limit)")
        case .tooLong:
            let reason = Reason.malformed("an answer of more than \(bytes) bytes")
            return (reason, reason.summary)
        }
    }
}
