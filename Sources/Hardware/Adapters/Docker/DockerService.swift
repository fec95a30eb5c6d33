import HardwareInterfaces
import JSON

/// One engine's API. What it answers is read in the extensions.
struct DockerService: DeviceService {
    typealias Failure = DeviceFailure<ContainerRuntimeError>
    typealias Requests = DeviceRequests<ContainerRuntimeError>

    /// Containers that are looked at; no host has as many.
    static let containerLimit = 10_000

    let device: DockerDevice
    let http: HTTPService
    let limits: TimeLimits

    func perform(_ command: ContainerRuntimeCommand) async throws(Failure) -> ContainerRuntimeReply {
        let requests = Requests(
            device: device.name, http: http, target: .socket(path: device.socket), limits: limits)
        switch command {
        case .readVersion: return .version(try await version(requests).facts.version)
        case .readFacts: return .facts(try await facts(requests))
        case .listContainers: return .containers(try await containers(requests))
        case .upgrade:
            throw unsupported(command, "an upgrade of itself: that is done by its host's packages")
        case .pull(let release, let count):
            for reference in try references(release, count, command) {
                try await pull(reference, requests)
            }
            return .pulled
        }
    }

    private func unsupported(_ command: ContainerRuntimeCommand, _ what: String) -> Failure {
        let reason = ContainerRuntimeError.unsupported(what)
        return Failure(device: device.name, request: "\(command)", reason: reason, detail: reason.summary)
    }

    // MARK: Reading

    /// The paths have no version, so that each engine answers by the newest API that it has.
    private func get(_ path: String) -> HTTPCall { HTTPCall(method: .get, path: path) }

    /// What `/version` tells, and in which dialect.
    private func version(
        _ requests: Requests
    ) async throws(Failure) -> (facts: ContainerRuntimeFacts, dialect: DockerDialect) {
        let call = get("/version")
        let answer = try await requests.send(call)
        try check(answer, call, requests)
        return try requests.read(call) { () throws(AnswerError) in
            let object = try AnswerObject(answer.body, call.path)
            let dialect = DockerDialect.of(try object.objects("Components").first?.text("Name"))
            return (try ContainerRuntimeFacts(version: object, dialect), dialect)
        }
    }

    private func facts(_ requests: Requests) async throws(Failure) -> ContainerRuntimeFacts {
        let (version, dialect) = try await version(requests)
        let call = get("/info")
        let answer = try await requests.send(call)
        try check(answer, call, requests)
        return try requests.read(call) { () throws(AnswerError) in
            var facts = version
            try facts.read(info: AnswerObject(answer.body, call.path), dialect)
            return facts
        }
    }

    /// The list has neither restarts nor health: each container is looked at. One that is gone by then is
    /// left out.
    private func containers(_ requests: Requests) async throws(Failure) -> [RuntimeContainer] {
        let dialect = try await version(requests).dialect
        let call = get("/containers/json?all=true")
        let answer = try await requests.send(call)
        try check(answer, call, requests)
        let ids = try requests.read(call) { () throws(AnswerError) in
            var ids: [String] = []
            for object in try AnswerObject.list(answer.body, "/containers/json") {
                let id = try object.need(try object.text("Id"), "Id")
                guard id.isIdentifier else {
                    throw AnswerError(message: "\(object.place)Id is no identifier")
                }
                ids.append(id)
            }
            guard ids.count <= Self.containerLimit else {
                throw AnswerError(message: "/containers/json has more than \(Self.containerLimit) containers")
            }
            return ids
        }
        var containers: [RuntimeContainer] = []
        for id in ids {
            let call = get("/containers/\(id)/json")
            let answer = try await requests.send(call)
            if answer.status == 404 { continue }
            try check(answer, call, requests)
            containers.append(
                try requests.read(call) { () throws(AnswerError) in
                    try RuntimeContainer(AnswerObject(answer.body, call.path), dialect)
                })
        }
        return containers.sorted { ($0.name, $0.id) < ($1.name, $1.id) }
    }

    // MARK: Images

    /// The images that a release has; of one image a release may be the reference itself.
    private func references(
        _ release: String, _ count: Int, _ command: ContainerRuntimeCommand
    ) throws(Failure) -> [String] {
        if let known = device.images[release] {
            guard known.count == count else {
                throw unsupported(
                    command, "\(count) images of \(release): \(known.count) are known to belong to it")
            }
            return known
        }
        guard count == 1, release.contains("/"), release.contains(":") else {
            throw unsupported(command, "images of \(release): which they are is not known")
        }
        return [release]
    }

    /// Pulls an image. Engines answer a stream of JSON, in which an error stands as well when the status was
    /// sent before it came.
    private func pull(_ reference: String, _ requests: Requests) async throws(Failure) {
        let (name, tag) = Self.parts(reference)
        let path = "/images/create?fromImage=\(Self.encoded(name))"
        let call = HTTPCall(method: .post, path: path + (tag.map { "&tag=\(Self.encoded($0))" } ?? ""))
        let answer = try await requests.send(call, isLong: true)
        guard answer.isSuccess else {
            // 404 is an image that is not there, 500 also a registry that is not.
            if [404, 500].contains(answer.status) { throw pullFailure(Self.words(answer), call, requests) }
            return try check(answer, call, requests)
        }
        for line in answer.body.split(separator: 0x0a) {
            let problem = try requests.read(call) { () throws(AnswerError) in
                try AnswerObject(Array(line), "/images/create").text("error")
            }
            if let problem { throw pullFailure(problem, call, requests) }
        }
    }

    private func pullFailure(_ words: String?, _ call: HTTPCall, _ requests: Requests) -> Failure {
        let reason = words.flatMap(Self.diskReason) ?? .pullFailed
        return requests.failure(call, reason, words.map { "\(reason.summary): \($0)" })
    }

    /// The name of an image and its tag; a digest stays with the name, and without either the tag is
    /// `latest`, since all tags would be pulled.
    static func parts(_ reference: String) -> (name: String, tag: String?) {
        if reference.contains("@") { return (reference, nil) }
        let start = reference.lastIndex(of: "/").map(reference.index(after:)) ?? reference.startIndex
        guard let colon = reference[start...].firstIndex(of: ":") else { return (reference, "latest") }
        return (String(reference[..<colon]), String(reference[reference.index(after: colon)...]))
    }

    /// A text as a value in a query.
    private static func encoded(_ text: String) -> String { HTTPCall.encoded(queryValue: text) }

    // MARK: Refusals

    /// Throws what a status other than success means.
    private func check(_ answer: HTTPAnswer, _ call: HTTPCall, _ requests: Requests) throws(Failure) {
        let words = Self.words(answer).map(requests.cleaned)
        switch answer.status {
        case 200...299: return
        case 429, 503: throw requests.failure(call, .busy(retryAfter: answer.retryAfter))
        case 404, 405, 501: throw requests.failure(call, .unsupported(words ?? "such a resource"))
        default:
            throw requests.failure(
                call,
                words.flatMap(Self.diskReason)
                    ?? .refused(status: answer.status, message: words ?? "without a reason"))
        }
    }

    /// The words of the system that engines pass on.
    private static func diskReason(_ words: String) -> ContainerRuntimeError? {
        if words.contains("no space left on device") { return .noSpace }
        if words.contains("read-only file system") { return .readOnly }
        return nil
    }

    /// What the engine says of its refusal: `{"message": ...}`.
    private static func words(_ answer: HTTPAnswer) -> String? {
        guard let value = try? JSONReader.value(answer.body), let text = value["message"]?.string else {
            return nil
        }
        return text.isEmpty ? nil : text
    }
}

extension ContainerRuntimeError: HTTPReason {
    /// Over a socket nobody proves who it is.
    static func untrusted(_ reason: String) -> Self { .malformed(reason) }
}
