import HardwareAdapters
import HardwareInterfaces
import Testing

/// Engines that misbehave: each bad answer is an error that a controller can act upon, with the engine's name
/// and the request, and without the password and the token.
@Suite(.timeLimit(.minutes(2))) struct HostileMKETests {
    private static let nodes = """
        [{"ID": "abc", "Version": {"Index": 7}, "Spec": {"Role": "manager", "Availability": "active",
        "Labels": {"rack": "1"}}, "Description": {"Hostname": "m1"}, "Status": {"State": "ready"},
        "ManagerStatus": {"Reachability": "reachable"}}]
        """

    private struct Outcome {
        var reply: KubernetesEngineReply?
        var failure: DeviceFailure<KubernetesEngineError>?
        var requests: [ScriptedServer.Request]
    }

    /// Carries out a command at a server that logs anyone in.
    private func outcome(
        _ command: KubernetesEngineCommand, seconds: Int = 20,
        _ answer: @escaping @Sendable (ScriptedServer.Request) -> ScriptedServer.Step
    ) async throws -> Outcome {
        let server = try ScriptedServer { request in
            request.line.hasPrefix("POST /auth/login ") && !request.text.contains("bad-login")
                ? [.answer(200, #"{"auth_token": "token-of-session"}"#)] : [answer(request)]
        }
        return try await outcome(command, port: server.port, server: server, seconds: seconds)
    }

    private func outcome(
        _ command: KubernetesEngineCommand, port: Int, server: ScriptedServer? = nil,
        scheme: String = "http", trust: TLSTrust = .machine, seconds: Int = 20
    ) async throws -> Outcome {
        let device = HTTPDevice(
            name: "mke-1", address: try #require(HTTPAddress("\(scheme)://127.0.0.1:\(port)")), user: "admin",
            password: Secret("password-of-admin"), trust: trust)
        let limits = TimeLimits(
            connection: .seconds(1), answer: .seconds(seconds), command: .seconds(3 * seconds))
        let client = MKEClient(devices: [EngineArm.engine: device], limits: limits)
        var outcome = Outcome(requests: [])
        do throws(DeviceFailure<KubernetesEngineError>) {
            outcome.reply = try await client.answer(command, of: EngineArm.engine)
        } catch {
            outcome.failure = error
        }
        await client.close()
        outcome.requests = server?.requests ?? []
        return outcome
    }

    private static let answers: [(ScriptedServer.Step, KubernetesEngineError)] = [
        (.answer(200, "<html>"), .malformed("/nodes is not JSON: a `<`, as of HTML at byte 0")),
        (.answer(200, #"{"a": }"#), .malformed("/nodes is not JSON: no value at byte 6")),
        (.answer(200, "[{}]"), .malformed("/nodes: 0/ID is not there")),
        (
            .answer(200, #"[{"ID": "../x?", "Version": {"Index": 1}}]"#),
            .malformed("/nodes: 0/ID is no identifier")
        ),
        (
            .answer(200, #"[{"ID": "a;b", "Version": {"Index": 1}}]"#),
            .malformed("/nodes: 0/ID is no identifier")
        ),
        (
            .answer(200, #"[{"ID": "a", "Version": {"Index": 1}, "Spec": {"Availability": "asleep"}}]"#),
            .malformed("/nodes: 0/Spec/Availability is asleep")
        ),
        (.answer(401), .unauthorized),
        (
            .answer(403, #"{"errors": [{"code": "X", "message": "no grant for token-of-session"}]}"#),
            .forbidden("no grant for (secret)")
        ),
        (.answer(404), .unsupported("such a resource")), (.answer(409), .conflict),
        (.answer(410, #"{"message": "gone"}"#), .refused(status: 410, message: "gone")),
        (.answer(429), .busy(retryAfter: nil)),
        (.answer(503, "", ["Retry-After: 30"]), .busy(retryAfter: 30)),
        (
            .answer(
                500, #"{"message": "rpc error: code = DeadlineExceeded desc = context deadline exceeded"}"#),
            .timedOut
        ),
        (
            .answer(307, "", ["Location: https://elsewhere.example/nodes"]),
            .refused(status: 307, message: "redirected to https://elsewhere.example, where nothing is sent")
        ),
        (.send(Array("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n[".utf8)), .timedOut),
        (.silence(milliseconds: 8000), .timedOut), (.reset, .timedOut),
    ]

    @Test(arguments: answers.indices)
    func aBadAnswerIsNamed(index: Int) async throws {
        let (step, reason) = Self.answers[index]
        let seconds = if case .silence = step { 5 } else { 20 }
        let outcome = try await outcome(.listNodes, seconds: seconds) { _ in step }
        let failure = try #require(outcome.failure)
        #expect(failure.reason == reason)
        #expect(failure.description.hasPrefix("mke-1: GET /nodes: "))
        for text in [failure.description, "\(failure)", "\(failure.reason)"] {
            #expect(!text.contains("password-of-admin") && !text.contains("token-of-session"))
        }
    }

    @Test func anAnswerWithoutEndIsNotRead() async throws {
        let server = try ScriptedServer { request in
            request.line.hasPrefix("POST /auth/login ")
                ? [.answer(200, #"{"auth_token": "t"}"#)]
                : [.send(Array("HTTP/1.1 200 OK\r\n\r\n".utf8)), .flood(0x20, count: 12 << 20)]
        }
        let outcome = try await outcome(.listNodes, port: server.port, server: server)
        #expect(outcome.failure?.reason == .malformed("an answer of more than 10485760 bytes"))
    }

    @Test func logInsThatGoWrongAreNamed() async throws {
        let cases: [(ScriptedServer.Step, KubernetesEngineError)] = [
            (.answer(200, "<html>"), .malformed("/auth/login is not JSON: a `<`, as of HTML at byte 0")),
            (.answer(200, "{}"), .malformed("/auth/login: auth_token is not there")),
            (
                .answer(200, #"{"auth_token": "a\r\nX: y"}"#),
                .malformed("/auth/login: auth_token has odd characters")
            ),
            (.answer(401), .unauthorized), (.answer(400), .unauthorized),
            (
                .answer(403, #"{"errors": [{"message": "password-of-admin is locked"}]}"#),
                .forbidden("(secret) is locked")
            ),
            (.answer(503), .busy(retryAfter: nil)),
        ]
        for (step, reason) in cases {
            let server = try ScriptedServer { _ in [step] }
            let outcome = try await outcome(.listNodes, port: server.port, server: server)
            #expect(outcome.failure?.reason == reason)
            #expect(outcome.failure?.description.hasPrefix("mke-1: POST /auth/login: ") == true)
        }
    }

    @Test func aSessionThatIsNoLongerKnownIsBegunAgainOnce() async throws {
        let counter = Counter()
        let server = try ScriptedServer { request in
            if request.line.hasPrefix("POST /auth/login ") {
                return [.answer(200, #"{"auth_token": "token-\#(counter.next())"}"#)]
            }
            return [
                request.header("Authorization") == "Bearer token-2"
                    ? .answer(200, Self.nodes) : .answer(401)
            ]
        }
        let outcome = try await outcome(.readHealth, port: server.port, server: server)
        #expect(outcome.reply == .health(EngineHealth(managers: 1, reachable: 1)))
        #expect(
            outcome.requests.map { $0.line.split(separator: " ")[1] } == [
                "/auth/login", "/nodes", "/auth/login", "/nodes", "/id/logout",
            ])
    }

    /// A manager without a leader answers itself; of the others it knows no more than how many there were.
    @Test(arguments: [(0, 0), (1, 0), (2, 1), (3, 1)])
    func withoutALeaderThereIsNoMajority(_ managers: Int, _ reachable: Int) async throws {
        let outcome = try await outcome(.readHealth) { request in
            let list = Array(repeating: #"{"NodeID": "a"}"#, count: managers).joined(separator: ",")
            return request.line.hasPrefix("GET /info ")
                ? .answer(200, #"{"Swarm": {"RemoteManagers": [\#(list)]}}"#)
                : .answer(500, #"{"message": "rpc error: The swarm does not have a leader."}"#)
        }
        let health = EngineHealth(managers: managers, reachable: reachable)
        #expect(outcome.reply == .health(health) && !health.hasQuorum)
    }

    @Test func aChangeCarriesTheVersionAndAllThatWasThere() async throws {
        let outcome = try await outcome(.setAvailability(node: "m1", .drain)) { request in
            request.line.hasPrefix("GET /nodes ")
                ? .answer(200, Self.nodes)
                : .answer(500, #"{"message": "rpc error: code = Unknown desc = update out of sequence"}"#)
        }
        #expect(outcome.failure?.reason == .conflict)
        let change = try #require(outcome.requests.first { $0.line.contains("/update") })
        #expect(change.line == "POST /nodes/abc/update?version=7 HTTP/1.1")
        #expect(
            change.text.hasSuffix(
                #"{"Availability":"drain","Labels":{"rack":"1"},"Role":"manager"}"#))
    }

    @Test func whoCannotProveItselfIsNotTrusted() async throws {
        let expired = try await Certificates(days: -1)
        try await TLSServer.with(expired) { port in
            let outcome = try await outcome(
                .listNodes, port: port, scheme: "https", trust: .authorities(file: expired.certificate))
            #expect(outcome.failure?.reason == .untrusted("certificate verify failed"))
        }
        let valid = try await Certificates()
        try await TLSServer.with(valid) { port in
            let strange = try await outcome(.listNodes, port: port, scheme: "https")
            #expect(strange.failure?.reason == .untrusted("certificate verify failed"))
            let known = try await outcome(
                .listNodes, port: port, scheme: "https", trust: .authorities(file: valid.certificate))
            #expect(known.failure?.description.hasPrefix("mke-1: POST /auth/login: ") == true)
        }
    }
}
