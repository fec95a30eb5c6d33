import HardwareInterfaces
import JSON

/// One broker's management API.
///
/// Source: rabbitmq/rabbitmq-server deps/rabbitmq_management/priv/www/api/index.html.
struct RabbitMQService: DeviceService {
    typealias Failure = DeviceFailure<RabbitMQError>

    static let alarms = "/api/health/checks/alarms"
    static let overview = "/api/overview"
    static let nodes = "/api/nodes"

    let device: HTTPDevice
    let http: HTTPService
    let limits: TimeLimits

    func perform(_ command: RabbitMQCommand) async throws(Failure) -> RabbitMQReply {
        switch command {
        case .status: return .status(try await readStatus())
        case .start, .stop, .kill, .pause, .resume, .wipe:
            let reason = RabbitMQError.unsupported("a broker's API can't be asked for what its process does")
            throw Failure(device: device.name, request: "\(command)", reason: reason, detail: reason.summary)
        }
    }

    private func readStatus() async throws(Failure) -> RabbitMQStatus {
        var requests = DeviceRequests<RabbitMQError>(
            device: device.name, http: http, target: .network(device.address, device.trust), limits: limits)
        requests.secrets = Secrets([
            device.password.revealed, HTTPCall.encoded(device.user, device.password),
        ])
        var status = RabbitMQStatus()
        // Without an alarm it is 200, with one 503; either way the body says which.
        let alarms = try await requests.send(call(Self.alarms))
        if alarms.status != 503 { try check(alarms, call(Self.alarms), requests) }
        let overview = try await requests.send(call(Self.overview))
        try check(overview, call(Self.overview), requests)
        let nodes = try await requests.send(call(Self.nodes))
        try check(nodes, call(Self.nodes), requests)
        status.isAnswering = true
        status.alarms = try requests.read(call(Self.alarms)) { () throws(AnswerError) in
            try RabbitMQStatus.alarms(alarms.body, isFailed: alarms.status == 503)
        }
        try requests.read(call(Self.overview)) { () throws(AnswerError) in
            try status.read(overview: overview.body)
        }
        status.nodes = try requests.read(call(Self.nodes)) { () throws(AnswerError) in
            try RabbitMQNode.list(nodes.body)
        }
        return status
    }

    private func call(_ path: String) -> HTTPCall {
        var call = HTTPCall(method: .get, path: path)
        call.headers = [
            HTTPCall.basicCredentials(device.user, device.password), ("Accept", "application/json"),
        ]
        return call
    }

    /// Throws what a status other than success means.
    private func check(
        _ answer: HTTPAnswer, _ call: HTTPCall, _ requests: DeviceRequests<RabbitMQError>
    ) throws(Failure) {
        let words = Self.words(answer).map(requests.cleaned)
        switch answer.status {
        case 200...299: return
        case 401, 403: throw requests.failure(call, .unauthorized, words)
        case 404, 405: throw requests.failure(call, .unsupported("it has no management API there"))
        default:
            throw requests.failure(
                call, .refused(status: answer.status, message: words ?? "without a reason"))
        }
    }

    /// What the broker says of its refusal: `{"error": ..., "reason": ...}`.
    private static func words(_ answer: HTTPAnswer) -> String? {
        guard case .object(let fields)? = try? JSONReader.value(answer.body) else { return nil }
        var texts: [String] = []
        for name in ["error", "reason"] {
            if case .string(let text)? = fields[name], !text.isEmpty { texts.append(text) }
        }
        return texts.isEmpty ? nil : texts.joined(separator: ": ")
    }
}

extension RabbitMQError: HTTPReason {}
