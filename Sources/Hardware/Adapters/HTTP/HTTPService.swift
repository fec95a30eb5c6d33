import AsyncHTTPClient
import NIOCore
import NIOPosix

/// Sends requests to devices: one attempt each, an answer of bounded size within a bounded time, and nothing
/// to a host other than the device's own.
struct HTTPService: Sendable {
    /// Bytes of an answer's body, or of one line of it, that are read.
    static let bodyLimit = 10 * 1024 * 1024
    /// How often a request is redirected at most.
    static let redirectLimit = 3

    private let client: HTTPClient
    private let limits: TimeLimits

    init(limits: TimeLimits) {
        var configuration = HTTPClient.Configuration()
        configuration.redirectConfiguration = .disallow
        configuration.httpVersion = .http1Only
        configuration.timeout.connect = TimeAmount(limits.connection)
        configuration.connectionPool.retryConnectionEstablishment = false
        // Devices close idle connections within seconds; a request on such a one would fail.
        configuration.connectionPool.idleTimeout = .seconds(2)
        client = HTTPClient(
            eventLoopGroupProvider: .shared(MultiThreadedEventLoopGroup.singleton.any()),
            configuration: configuration)
        self.limits = limits
    }

    /// Ends all connections.
    func close() async {
        // It fails only when it was closed before.
        do { try await client.shutdown() } catch {}
    }

    /// Sends one request; the answer is there within `time`, and within the limit unless it `isLong`.
    func send(
        _ call: HTTPCall, to target: HTTPTarget, within time: Duration, isLong: Bool = false
    ) async throws(HTTPFailure) -> HTTPAnswer {
        let limit = isLong ? time : min(limits.answer, time)
        let deadline = NIODeadline.now() + TimeAmount(limit)
        do {
            return try await follow(call, target) { path in
                try await exchange(call, path, target, deadline, HTTPAnswerReader(limit: Self.bodyLimit))
            }
        } catch {
            throw Self.failure(error, late: "no answer to its end within \(limit)")
        }
    }

    /// Asks where a device's redirects lead.
    private func follow(
        _ call: HTTPCall, _ target: HTTPTarget, _ ask: (_ path: String) async throws -> HTTPAnswer
    ) async throws -> HTTPAnswer {
        var path = call.path
        for _ in 0...Self.redirectLimit {
            let answer = try await ask(path)
            guard call.method == .get, (300...399).contains(answer.status),
                let link = answer.header("Location")
            else { return answer }
            guard let next = target.redirect(link) else {
                throw HTTPFailure.redirected(status: answer.status, to: link)
            }
            path = next
        }
        throw HTTPFailure.malformed("redirected more than \(Self.redirectLimit) times")
    }

    /// Sends a request whose answer has no end of its own, and gives its lines to `each` as they come, until
    /// that wants no more; answers nil then or when the device ended it, or the whole answer where it is no
    /// success. A line is bounded as an answer is; time is bounded by `limit` for all of it. Redirects are
    /// not followed.
    func lines(
        _ call: HTTPCall, from target: HTTPTarget, within limit: Duration,
        _ each: @escaping @Sendable ([UInt8]) -> Bool
    ) async throws(HTTPFailure) -> HTTPAnswer? {
        let reader = HTTPAnswerReader(limit: Self.bodyLimit, takeLine: each)
        do {
            let deadline = NIODeadline.now() + TimeAmount(limit)
            let answer = try await exchange(call, call.path, target, deadline, reader)
            guard answer.isSuccess else { return answer }
            if !answer.body.isEmpty { _ = each(answer.body) }
            return nil
        } catch is HTTPAnswerReader.Enough {
            return nil
        } catch {
            throw Self.failure(error, late: "no end of the answer within \(limit)")
        }
    }

    /// Sends one request, which is cancelled with the task.
    private func exchange(
        _ call: HTTPCall, _ path: String, _ target: HTTPTarget, _ deadline: NIODeadline,
        _ reader: HTTPAnswerReader
    ) async throws -> HTTPAnswer {
        let request = try target.request(call, path)
        let task = client.execute(request: request, delegate: reader, deadline: deadline)
        return try await withTaskCancellationHandler {
            try await task.get()
        } onCancel: {
            task.cancel()
        }
    }

    /// What stood against a request.
    private static func failure(_ error: any Error, late: String) -> HTTPFailure {
        switch error {
        case let failure as HTTPFailure: failure
        case let error as HTTPClientError where error == .deadlineExceeded: .timedOut(late)
        default: HTTPFailure(error)
        }
    }
}
