import HardwareInterfaces

extension BMCError {
    /// What a request without an answer means.
    init(_ failure: HTTPFailure) {
        switch failure {
        case .unreachable: self = .unreachable
        case .timedOut, .broken: self = .timedOut
        case .untrusted(let reason): self = .untrusted(reason)
        case .malformed(let what): self = .malformed(what)
        case .redirected(let status, let place):
            self = .refused(status: status, message: "redirected to \(place), where nothing is sent")
        }
    }
}
