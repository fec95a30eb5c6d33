/// What a controller can act upon where a device is asked over HTTP.
protocol HTTPReason: DeviceReason {
    static func untrusted(_ reason: String) -> Self
    static func refused(status: Int, message: String) -> Self
}

extension HTTPReason {
    /// What a request without an answer means.
    init(_ failure: HTTPFailure) {
        switch failure {
        case .unreachable: self = .unreachable
        case .timedOut, .broken: self = .timedOut
        case .untrusted(let reason): self = .untrusted(reason)
        case .malformed(let what): self = .malformed(what)
        case .redirected(let status, let link):
            let place = HTTPFailure.hostPart(of: link)
            self = .refused(status: status, message: "redirected to \(place), where nothing is sent")
        }
    }
}
