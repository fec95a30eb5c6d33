import HardwareInterfaces
import JSON

/// One engine's API, with the session at it.
actor MKEService: DeviceService {
    typealias Failure = DeviceFailure<KubernetesEngineError>
    typealias Requests = DeviceRequests<KubernetesEngineError>

    private let device: HTTPDevice
    private let http: HTTPService
    private let limits: TimeLimits
    /// The log-in that was begun last; several commands wait for one.
    private var session: (number: Int, token: Task<Result<Secret, Failure>, Never>)?
    private var logIns = 0

    init(device: HTTPDevice, http: HTTPService, limits: TimeLimits) {
        self.device = device
        self.http = http
        self.limits = limits
    }

    func perform(_ command: KubernetesEngineCommand) async throws(Failure) -> KubernetesEngineReply {
        var requests = requests()
        switch command {
        case .readVersion: return .version(try await readVersion(&requests))
        case .listNodes: return .nodes(try await nodes(&requests).map(\.node))
        case .readHealth: return .health(try await readHealth(&requests))
        case .setAvailability(let node, let availability):
            return .availability(
                node: node, try await setAvailability(of: node, availability, &requests))
        case .upgrade: throw unsupported(command, "an upgrade")
        case .join: throw unsupported(command, "nodes to join")
        case .remove: throw unsupported(command, "a node to leave")
        }
    }

    private func requests() -> Requests {
        var requests = Requests(
            device: device.name, http: http, target: .network(device.address, device.trust), limits: limits)
        requests.secrets.add(device.password.revealed)
        return requests
    }

    private func unsupported(_ command: KubernetesEngineCommand, _ what: String) -> Failure {
        let reason = KubernetesEngineError.unsupported("\(what): LCM does that on the nodes")
        return Failure(device: device.name, request: "\(command)", reason: reason, detail: reason.summary)
    }

    // MARK: Session

    /// Sends a request with the session's token, which no message tells from then on; a session that is no
    /// longer known is begun again once.
    private func send(_ call: HTTPCall, _ requests: inout Requests) async throws(Failure) -> HTTPAnswer {
        let (number, token) = try await token(requests)
        let answer = try await send(call, token, &requests)
        guard answer.status == 401 else { return answer }
        if session?.number == number { session = nil }
        return try await send(call, try await self.token(requests).token, &requests)
    }

    private func send(
        _ call: HTTPCall, _ token: Secret, _ requests: inout Requests
    ) async throws(Failure) -> HTTPAnswer {
        var call = call
        call.headers += [("Authorization", "Bearer \(token.revealed)"), ("Accept", "application/json")]
        requests.secrets.add(token.revealed)
        return try await requests.send(call)
    }

    private func token(_ requests: Requests) async throws(Failure) -> (number: Int, token: Secret) {
        if session == nil {
            logIns += 1
            session = (logIns, Task { await self.logIn(requests) })
        }
        guard let session else { preconditionFailure("a session was begun") }
        let result = await session.token.value
        if case .failure = result, self.session?.number == session.number { self.session = nil }
        return (session.number, try result.get())
    }

    private func logIn(_ requests: Requests) async -> Result<Secret, Failure> {
        let body = JSONValue.object([
            "username": .string(device.user), "password": .string(device.password.revealed),
        ])
        let call = HTTPCall(method: .post, path: "/auth/login", body: Array(body.text.utf8))
        do throws(Failure) {
            let answer = try await requests.send(call)
            // Who logs in wrongly is also told 400.
            if [400, 401].contains(answer.status) { throw requests.failure(call, .unauthorized) }
            try check(answer, call, requests)
            let token = try requests.read(call) { () throws(AnswerError) in
                let object = try AnswerObject(answer.body, call.path)
                return try object.need(try object.text("auth_token").told, "auth_token")
            }
            guard token.utf8.allSatisfy({ (0x21...0x7e).contains($0) }) else {
                throw requests.failure(call, .malformed("/auth/login: auth_token has odd characters"))
            }
            return .success(Secret(token))
        } catch {
            return .failure(error)
        }
    }

    /// Ends the session, if there is one. An engine that cannot be told ends it by itself in time.
    func logOut() async {
        guard let session, case .success(let token) = await session.token.value else { return }
        self.session = nil
        var requests = requests()
        do throws(Failure) {
            _ = try await send(HTTPCall(method: .post, path: "/id/logout"), token, &requests)
        } catch {}
    }

    // MARK: Reading

    /// Source: docker info at UCP 3.2.5, `Server Version: ucp/3.2.5`.
    private func readVersion(_ requests: inout Requests) async throws(Failure) -> String {
        let call = HTTPCall(method: .get, path: "/info")
        let answer = try await send(call, &requests)
        try check(answer, call, requests)
        return try requests.read(call) { () throws(AnswerError) in
            let object = try AnswerObject(answer.body, call.path)
            let version = try object.need(try object.text("ServerVersion").told, "ServerVersion")
            return version.hasPrefix("ucp/") ? String(version.dropFirst(4)) : version
        }
    }

    private func nodes(_ requests: inout Requests) async throws(Failure) -> [SwarmNode] {
        let call = HTTPCall(method: .get, path: "/nodes")
        let answer = try await send(call, &requests)
        if Self.lacksLeader(answer) {
            let health = try await healthWithoutLeader(&requests)
            throw requests.failure(call, .noQuorum(health))
        }
        try check(answer, call, requests)
        return try requests.read(call) { () throws(AnswerError) in
            var nodes: [SwarmNode] = []
            for object in try AnswerObject.list(answer.body, call.path) {
                nodes.append(try SwarmNode(object))
            }
            return nodes.sorted { ($0.node.name, $0.id) < ($1.node.name, $1.id) }
        }
    }

    /// While no majority answers, managers tell their nodes for some seconds more, then none.
    private func readHealth(_ requests: inout Requests) async throws(Failure) -> EngineHealth {
        do throws(Failure) {
            return EngineHealth(try await nodes(&requests).map(\.node))
        } catch {
            if case .noQuorum(let health) = error.reason { return health }
            throw error
        }
    }

    /// What a manager without a leader knows: how many there were, and that it answers itself, which is no
    /// majority.
    private func healthWithoutLeader(_ requests: inout Requests) async throws(Failure) -> EngineHealth {
        let call = HTTPCall(method: .get, path: "/info")
        let answer = try await send(call, &requests)
        try check(answer, call, requests)
        return try requests.read(call) { () throws(AnswerError) in
            let swarm = try AnswerObject(answer.body, call.path).object("Swarm")
            let managers = try swarm?.objects("RemoteManagers").count ?? 0
            return EngineHealth(managers: managers, reachable: min(1, managers / 2))
        }
    }

    // MARK: Changing

    /// Sets the availability of the one node of that name, unless it is so already; tells what is read back.
    /// The node's version goes along, so that a change by somebody else is not overwritten.
    private func setAvailability(
        of name: String, _ availability: EngineAvailability, _ requests: inout Requests
    ) async throws(Failure) -> EngineAvailability {
        let found = try await node(name, &requests)
        guard found.node.availability != availability else { return availability }
        var specification = found.specification
        specification["Availability"] = .string(availability.rawValue)
        let call = HTTPCall(
            method: .post, path: "/nodes/\(found.id)/update?version=\(found.version)",
            body: Array(JSONValue.object(specification).text.utf8))
        let answer = try await send(call, &requests)
        if Self.lacksLeader(answer) {
            let health = try await healthWithoutLeader(&requests)
            throw requests.failure(call, .noQuorum(health))
        }
        if answer.status == 404 { throw requests.failure(call, .unknownNode) }
        try check(answer, call, requests)
        return try await node(name, &requests).node.availability
    }

    /// The node of a name. A host that left and joined again is listed twice, the old one as down.
    private func node(_ name: String, _ requests: inout Requests) async throws(Failure) -> SwarmNode {
        let call = HTTPCall(method: .get, path: "/nodes")
        let named = try await nodes(&requests).filter { $0.node.name == name }
        let alive = named.count > 1 ? named.filter { $0.node.state != .down } : named
        guard let node = alive.first else {
            throw requests.failure(call, named.isEmpty ? .unknownNode : .nodeDown)
        }
        guard alive.count == 1 else {
            throw requests.failure(call, .malformed("/nodes: \(alive.count) nodes are called \(name)"))
        }
        return node
    }

    // MARK: Refusals

    /// Source: moby/swarmkit manager/state/raft (ErrNoLeader) as Docker words it; measured.
    private static func lacksLeader(_ answer: HTTPAnswer) -> Bool {
        answer.status >= 500 && words(answer)?.contains("does not have a leader") == true
    }

    /// Throws what a status other than success means.
    private func check(_ answer: HTTPAnswer, _ call: HTTPCall, _ requests: Requests) throws(Failure) {
        let words = Self.words(answer).map(requests.cleaned)
        switch answer.status {
        case 200...299: return
        case 401: throw requests.failure(call, .unauthorized)
        case 403: throw requests.failure(call, .forbidden(words ?? "without a reason"))
        case 404, 405, 501: throw requests.failure(call, .unsupported(words ?? "such a resource"))
        case 409: throw requests.failure(call, .conflict)
        case 429, 503: throw requests.failure(call, .busy(retryAfter: answer.retryAfter))
        case 500... where words?.contains("update out of sequence") == true:
            throw requests.failure(call, .conflict)
        case 500... where words?.contains("context deadline exceeded") == true:
            throw requests.failure(call, .timedOut, words)
        default:
            throw requests.failure(
                call, .refused(status: answer.status, message: words ?? "without a reason"))
        }
    }

    /// What the engine says of its refusal: `{"message": ...}` where Docker's API answers, and
    /// `{"errors": [{"message": ...}]}` where its own does.
    private static func words(_ answer: HTTPAnswer) -> String? {
        guard let value = try? JSONReader.value(answer.body) else { return nil }
        if let text = value["message"]?.string, !text.isEmpty { return text }
        guard case .array(let errors)? = value["errors"] else { return nil }
        let texts = errors.compactMap { $0["message"]?.string }.filter { !$0.isEmpty }
        return texts.isEmpty ? nil : texts.joined(separator: " ")
    }
}

extension KubernetesEngineError: HTTPReason {}
