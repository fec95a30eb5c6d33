import Files
import Foundation
public import JSON

/// A client of a Kubernetes API. One attempt a call. No API server was at hand: it is tested with doubles
/// that answer as the documentation has it.
///
/// Source: Kubernetes documentation, "Kubernetes API Concepts", "API-initiated Eviction".
public struct KubernetesAPIClient: Sendable {
    public typealias Failure = DeviceFailure<KubernetesAPIError>

    /// Objects of a list that are read: a cluster is meant to have no more pods (Kubernetes documentation,
    /// "Considerations for large clusters").
    static let objectLimit = 150_000
    /// Pages that they may come in; a guess.
    static let pageLimit = 512
    /// Events of a watch that are kept until they are read; a guess.
    static let eventLimit = 1024

    private let configuration: Kubeconfig
    private let http: HTTPService
    private let limits: TimeLimits
    private let target: HTTPTarget

    /// Makes a client; nothing is sent yet. It must be closed.
    public init(_ configuration: Kubeconfig, limits: TimeLimits = TimeLimits()) {
        self.configuration = configuration
        self.limits = limits
        http = HTTPService(limits: limits)
        var identity: TLSIdentity?
        if case .certificate(let own) = configuration.credentials { identity = own }
        target = .network(
            configuration.address, configuration.trust, identity: identity,
            authorities: configuration.authorities)
    }

    /// Ends all connections.
    public func close() async { await http.close() }

    // MARK: Reading

    /// The version of the API server, such as `v1.31.5`.
    public func version() async throws(Failure) -> String {
        let (requests, call, answer) = try await send(.get, "/version")
        return try requests.read(call) { () throws(AnswerError) in
            let object = try AnswerObject(answer.body, call.path)
            return try object.need(try object.text("gitVersion").told, "gitVersion")
        }
    }

    /// An object.
    public func read(
        _ type: KubernetesResourceType, namespace: String? = nil, name: String
    ) async throws(Failure) -> JSONValue {
        try await object(.get, type.path(namespace: namespace, name: name))
    }

    /// A page of at most `limit` objects, those that follow a page by its `next`. Without a namespace it is
    /// all of them. `labels` and `fields` select, as kubectl writes them.
    public func list(
        _ type: KubernetesResourceType, namespace: String? = nil, labels: String? = nil,
        fields: String? = nil, limit: Int = 500, next: String? = nil
    ) async throws(Failure) -> KubernetesPage {
        var query = ["limit=\(limit)"]
        if let next { query.append("continue=\(HTTPCall.encoded(queryValue: next))") }
        query += Self.selectors(labels, fields)
        let path = type.path(namespace: namespace) + "?" + query.joined(separator: "&")
        let (requests, call, answer) = try await send(.get, path)
        return try requests.read(call) { () throws(AnswerError) in
            let object = try AnswerObject(answer.body, type.path(namespace: namespace))
            let metadata = try object.need(try object.object("metadata"), "metadata")
            guard case .array(let items)? = object.fields["items"] else {
                throw AnswerError(message: "\(object.place)items is no list")
            }
            return KubernetesPage(
                items: items,
                resourceVersion: try metadata.need(
                    try metadata.text("resourceVersion").told, "resourceVersion"),
                next: try metadata.text("continue").told,
                remaining: try metadata.whole("remainingItemCount"))
        }
    }

    /// All objects, page after page.
    public func listAll(
        _ type: KubernetesResourceType, namespace: String? = nil, labels: String? = nil,
        fields: String? = nil
    ) async throws(Failure) -> KubernetesPage {
        var all = try await list(type, namespace: namespace, labels: labels, fields: fields)
        var pages = 1
        // A page may be empty and lead on.
        while let next = all.next {
            let page = try await list(type, namespace: namespace, labels: labels, fields: fields, next: next)
            all.items += page.items
            all.next = page.next
            pages += 1
            let isTooLong = all.items.count > Self.objectLimit
            guard !isTooLong, pages <= Self.pageLimit else {
                let call = HTTPCall(
                    method: .get, path: configuration.path + type.path(namespace: namespace))
                let words = isTooLong ? "\(Self.objectLimit) objects" : "\(Self.pageLimit) pages"
                throw requests().failure(call, .malformed("\(call.path): more than \(words)"))
            }
        }
        all.remaining = nil
        return all
    }

    /// What happens to objects after a version of their list, as it happens, for so many seconds. It ends
    /// when the API ends it, and throws a `Failure`: `gone` where that version is no longer kept, `overrun`
    /// where events come faster than they are read.
    public func watch(
        _ type: KubernetesResourceType, namespace: String? = nil, labels: String? = nil,
        fields: String? = nil, after resourceVersion: String, seconds: Int = 300
    ) -> AsyncThrowingStream<KubernetesEvent, any Error> {
        var query = ["watch=true", "allowWatchBookmarks=true", "timeoutSeconds=\(seconds)"]
        query.append("resourceVersion=\(HTTPCall.encoded(queryValue: resourceVersion))")
        query += Self.selectors(labels, fields)
        let path = type.path(namespace: namespace) + "?" + query.joined(separator: "&")
        let (stream, continuation) = AsyncThrowingStream.makeStream(
            of: KubernetesEvent.self, bufferingPolicy: .bufferingOldest(Self.eventLimit))
        let task = Task {
            do throws(Failure) {
                try await follow(path, seconds, continuation)
                continuation.finish()
            } catch {
                continuation.finish(throwing: error)
            }
        }
        continuation.onTermination = { _ in task.cancel() }
        return stream
    }

    private func follow(
        _ path: String, _ seconds: Int,
        _ continuation: AsyncThrowingStream<KubernetesEvent, any Error>.Continuation
    ) async throws(Failure) {
        var (requests, call) = (requests(), HTTPCall(method: .get, path: configuration.path + path))
        try identify(&requests, &call)
        let asked = (requests: requests, call: call)
        let answer: HTTPAnswer?
        do throws(HTTPFailure) {
            let limit = Duration.seconds(seconds) + limits.answer
            answer = try await http.lines(call, from: target, within: limit) { line in
                do throws(KubernetesAPIError) {
                    let event = try KubernetesEvent(line, asked.requests.cleaned)
                    if case .dropped = continuation.yield(event) { throw .overrun(events: Self.eventLimit) }
                    return true
                } catch {
                    continuation.finish(throwing: asked.requests.failure(asked.call, error))
                    return false
                }
            }
        } catch {
            throw requests.failure(call, error)
        }
        if let answer { throw refusal(answer, requests, call) }
    }

    private static func selectors(_ labels: String?, _ fields: String?) -> [String] {
        [("labelSelector", labels), ("fieldSelector", fields)].compactMap { name, value in
            value.map { "\(name)=\(HTTPCall.encoded(queryValue: $0))" }
        }
    }

    // MARK: Changing

    /// Patches an object, or a part of it such as `status`; answers the object as it is then.
    public func patch(
        _ type: KubernetesResourceType, namespace: String? = nil, name: String, part: String? = nil,
        by patch: KubernetesPatch, _ body: JSONValue
    ) async throws(Failure) -> JSONValue {
        try await object(
            .patch, type.path(namespace: namespace, name: name, part: part) + patch.query, body,
            patch.contentType)
    }

    /// Evicts a pod: it is asked to end, if its disruption budget bears that. One that is gone is `notFound`.
    public func evict(
        pod: String, namespace: String, graceSeconds: Int? = nil
    ) async throws(Failure) {
        var body: [String: JSONValue] = [
            "apiVersion": .string("policy/v1"), "kind": .string("Eviction"),
            "metadata": .object(["name": .string(pod), "namespace": .string(namespace)]),
        ]
        if let graceSeconds {
            body["deleteOptions"] = .object(["gracePeriodSeconds": .number("\(graceSeconds)")])
        }
        let path = KubernetesResourceType.pods.path(namespace: namespace, name: pod, part: "eviction")
        _ = try await send(.post, path, .object(body))
    }

    // MARK: Requests

    private func requests() -> DeviceRequests<KubernetesAPIError> {
        DeviceRequests(device: configuration.context, http: http, target: target, limits: limits)
    }

    /// Says with a request who asks.
    private func identify(
        _ requests: inout DeviceRequests<KubernetesAPIError>, _ call: inout HTTPCall
    ) throws(Failure) {
        call.headers.append(("Accept", "application/json"))
        let token: Secret
        switch configuration.credentials {
        case .none, .certificate: return
        case .token(let own): token = own
        case .tokenFile(let file):
            var word = ""
            // A file that can't be read holds none either.
            do { word = try SmallFile.text(file, limit: 1 << 16) } catch {}
            word = word.trimmingCharacters(in: .whitespacesAndNewlines)
            guard KubernetesCredentials.isToken(word) else {
                throw requests.failure(call, .unauthorized, "\(file) holds no token")
            }
            token = Secret(word)
        }
        requests.secrets.add(token.revealed)
        call.headers.append(("Authorization", "Bearer \(token.revealed)"))
    }

    /// Sends a request; throws what a status other than success means.
    private func send(
        _ method: HTTPCall.Method, _ path: String, _ body: JSONValue? = nil,
        _ contentType: String = "application/json"
    ) async throws(Failure) -> (DeviceRequests<KubernetesAPIError>, HTTPCall, HTTPAnswer) {
        var call = HTTPCall(method: method, path: configuration.path + path)
        call.body = body.map { Array($0.text.utf8) }
        call.contentType = contentType
        var requests = requests()
        try identify(&requests, &call)
        let answer = try await requests.send(call)
        guard answer.isSuccess else { throw refusal(answer, requests, call) }
        return (requests, call, answer)
    }

    private func object(
        _ method: HTTPCall.Method, _ path: String, _ body: JSONValue? = nil,
        _ contentType: String = "application/json"
    ) async throws(Failure) -> JSONValue {
        let (requests, call, answer) = try await send(method, path, body, contentType)
        return try requests.read(call) { () throws(AnswerError) in
            .object(try AnswerObject(answer.body, call.path).fields)
        }
    }

    private func refusal(
        _ answer: HTTPAnswer, _ requests: DeviceRequests<KubernetesAPIError>, _ call: HTTPCall
    ) -> Failure {
        let status = KubernetesStatus(try? JSONReader.value(answer.body), code: answer.status)
        let error = (status ?? KubernetesStatus(code: answer.status)).error(
            retryAfter: answer.retryAfter, requests.cleaned)
        return requests.failure(call, error)
    }
}
