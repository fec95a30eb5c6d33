import HardwareInterfaces

extension BMCError: HTTPReason {
    /// The same without secrets.
    func cleaned(of secrets: Secrets) -> BMCError {
        switch self {
        case .unreachable, .timedOut, .unauthorized, .busy: self
        case .untrusted(let reason): .untrusted(secrets.cleaned(reason))
        case .unsupported(let what): .unsupported(secrets.cleaned(what))
        case .refused(let status, let message):
            .refused(status: status, message: secrets.cleaned(message))
        case .malformed(let what): .malformed(secrets.cleaned(what))
        case .forbidden(let reason): .forbidden(secrets.cleaned(reason))
        }
    }
}
