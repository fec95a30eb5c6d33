/// The requests that one command sends to one device: all within one time, and with failures that name the
/// device and the request, and no secrets.
struct DeviceRequests<Reason: HTTPReason>: Sendable {
    /// What messages call the device.
    let device: String
    /// What must not be repeated to people.
    var secrets = Secrets()
    private let http: HTTPService
    private let target: HTTPTarget
    private let limits: TimeLimits
    private let end: ContinuousClock.Instant

    /// The time begins now.
    init(device: String, http: HTTPService, target: HTTPTarget, limits: TimeLimits) {
        self.device = device
        self.http = http
        self.target = target
        self.limits = limits
        end = .now + limits.command
    }

    /// Sends one request. One that `isLong` may take all the time that is left for its answer.
    func send(_ call: HTTPCall, isLong: Bool = false) async throws(DeviceFailure<Reason>) -> HTTPAnswer {
        let left = end - .now
        guard left > .zero else {
            let failure = HTTPFailure.timedOut("the command was not done within \(limits.command)")
            throw self.failure(call, failure)
        }
        do throws(HTTPFailure) {
            return try await http.send(call, to: target, within: left, isLong: isLong)
        } catch {
            throw failure(call, error)
        }
    }

    /// Reads an answer, and turns what is wrong with it into a failure of its request.
    func read<Value>(
        _ call: HTTPCall, _ body: () throws(AnswerError) -> Value
    ) throws(DeviceFailure<Reason>) -> Value {
        do throws(AnswerError) {
            return try body()
        } catch {
            throw failure(call, .malformed(cleaned(error.message)))
        }
    }

    /// What a request without an answer means.
    func failure(_ call: HTTPCall, _ failure: HTTPFailure) -> DeviceFailure<Reason> {
        let failure = failure.cleaned(of: secrets)
        return self.failure(call, Reason(failure), failure.summary)
    }

    /// What stood against a request; in the reason's words where no others are given.
    func failure(_ call: HTTPCall, _ reason: Reason, _ detail: String? = nil) -> DeviceFailure<Reason> {
        DeviceFailure(
            device: device, request: cleaned(call.name), reason: reason,
            detail: detail.map(cleaned) ?? reason.summary)
    }

    /// What a device wrote, without the secrets that it may have repeated, and not too long.
    func cleaned(_ text: String) -> String { secrets.cleaned(text) }
}
