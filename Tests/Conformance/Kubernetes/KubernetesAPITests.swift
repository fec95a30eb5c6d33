import Foundation
import HardwareAdapters
import JSON
import Testing

/// The client of Kubernetes APIs at doubles that answer as the documentation has it, or badly.
@Suite(.timeLimit(.minutes(2))) struct KubernetesAPITests {
    private static let token = "token-of-robot"

    /// Runs a body with a client of a server, and closes it.
    private func with<Result>(
        seconds: Int = 60,
        _ answer: @escaping @Sendable (ScriptedServer.Request) -> [ScriptedServer.Step],
        _ body: (KubernetesAPIClient, ScriptedServer) async throws -> Result
    ) async throws -> Result {
        let server = try ScriptedServer(answer)
        let configuration = Kubeconfig(
            context: "mosk", address: try #require(HTTPAddress("http://127.0.0.1:\(server.port)")),
            credentials: .token(Secret(Self.token)))
        let limits = TimeLimits(
            connection: .seconds(1), answer: .seconds(seconds), command: .seconds(3 * seconds))
        let client = KubernetesAPIClient(configuration, limits: limits)
        do {
            let result = try await body(client, server)
            await client.close()
            return result
        } catch {
            await client.close()
            throw error
        }
    }

    /// What stands against a call.
    private func failure(
        _ answer: ScriptedServer.Step,
        _ call: (KubernetesAPIClient) async throws(KubernetesAPIClient.Failure) -> Void = {
            client throws(KubernetesAPIClient.Failure) in _ = try await client.list(.nodes)
        }
    ) async throws -> KubernetesAPIClient.Failure? {
        try await with({ _ in [answer] }) { client, _ in
            do throws(KubernetesAPIClient.Failure) {
                try await call(client)
                return nil
            } catch {
                return error
            }
        }
    }

    private static func status(
        _ code: Int, _ reason: String, _ message: String, _ headers: [String] = [], causes: String = ""
    ) -> ScriptedServer.Step {
        .answer(
            code,
            """
            {"kind": "Status", "apiVersion": "v1", "metadata": {}, "status": "Failure", "message": "\(message)",
            "reason": "\(reason)", "details": {\(causes)}, "code": \(code)}
            """, headers)
    }

    private static let refusals: [(ScriptedServer.Step, KubernetesAPIError)] = [
        (status(401, "Unauthorized", "Unauthorized"), .unauthorized),
        (
            status(403, "Forbidden", "robot with token-of-robot may not list"),
            .forbidden("robot with (secret) may not list")
        ),
        (status(404, "NotFound", "nodes not found"), .notFound("nodes not found")),
        (status(409, "Conflict", "the object has been modified"), .conflict("the object has been modified")),
        (status(409, "AlreadyExists", "it exists"), .alreadyExists("it exists")),
        (status(410, "Expired", "continue token too old"), .gone("continue token too old")),
        (status(422, "Invalid", "spec.x: Required"), .invalid("spec.x: Required")),
        (status(429, "TooManyRequests", "slow down", ["Retry-After: 5"]), .busy(retryAfter: 5)),
        (.answer(503, "<html>", ["Retry-After: 9"]), .busy(retryAfter: 9)),
        (.answer(500, "<html>"), .refused(status: 500, message: "without a reason")),
        (.answer(200, "<html>"), .malformed("/api/v1/nodes is not JSON: a `<`, as of HTML at byte 0")),
        (.answer(200, #"{"items": []}"#), .malformed("/api/v1/nodes: metadata is not there")),
        (
            .answer(200, #"{"metadata": {"resourceVersion": "1"}}"#),
            .malformed("/api/v1/nodes: items is no list")
        ),
        (
            .answer(302, "", ["Location: https://elsewhere.example/"]),
            .refused(status: 302, message: "redirected to https://elsewhere.example, where nothing is sent")
        ),
        (.send(Array("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{".utf8)), .timedOut), (.reset, .timedOut),
    ]

    @Test(arguments: refusals.indices)
    func aBadAnswerIsNamed(index: Int) async throws {
        let (step, reason) = Self.refusals[index]
        let failure = try #require(try await failure(step))
        #expect(failure.reason == reason)
        #expect(failure.description.hasPrefix("mosk: GET /api/v1/nodes?limit=500: "))
        #expect(!failure.description.contains(Self.token) && !"\(failure)".contains(Self.token))
    }

    @Test func anAnswerWithoutEndIsNotRead() async throws {
        let failure = try await with({ _ in
            [.send(Array("HTTP/1.1 200 OK\r\n\r\n".utf8)), .flood(0x20, count: 12 << 20)]
        }
        ) { client, _ -> KubernetesAPIClient.Failure? in
            do throws(KubernetesAPIClient.Failure) {
                _ = try await client.list(.nodes)
                return nil
            } catch { return error }
        }
        #expect(failure?.reason == .malformed("an answer of more than 10485760 bytes"))
    }

    /// What stands against reading the version of an API over TLS.
    private func failure(
        port: Int, trusting authorities: String?, _ credentials: KubernetesCredentials = .none
    ) async throws -> KubernetesAPIError? {
        var configuration = Kubeconfig(
            context: "mosk", address: try #require(HTTPAddress("https://127.0.0.1:\(port)")),
            credentials: credentials)
        configuration.authorities = authorities
        let client = KubernetesAPIClient(configuration)
        var failure: KubernetesAPIError?
        do throws(KubernetesAPIClient.Failure) { _ = try await client.version() } catch {
            failure = error.reason
        }
        await client.close()
        return failure
    }

    @Test func eachProvesToTheOtherWhoItIs() async throws {
        func text(_ file: String) throws -> String { try String(contentsOfFile: file, encoding: .utf8) }
        let html = KubernetesAPIError.malformed("/version is not JSON: a `<`, as of HTML at byte 0")
        let strange = KubernetesAPIError.untrusted("certificate verify failed")
        let (server, user) = (try await Certificates(), try await Certificates())
        let trust = try text(server.certificate)
        let identity = TLSIdentity(
            certificates: try text(user.certificate), key: Secret(try text(user.key)))
        try await TLSServer.with(server) { port in
            let known = try await failure(port: port, trusting: trust)
            #expect(known == html)
            let unknown = try await failure(port: port, trusting: nil)
            #expect(unknown == strange)
            let empty = try await failure(port: port, trusting: "none")
            #expect(empty == .untrusted("there are no certificates to trust"))
            let none = TLSIdentity(certificates: "none", key: Secret("none"))
            let impostor = try await failure(port: port, trusting: trust, .certificate(none))
            #expect(impostor == .untrusted("the client's own certificate or key is none"))
        }
        // This one closes the connection of whoever has no certificate of the user's authority.
        let options = ["-Verify", "1", "-verify_return_error", "-CAfile", user.certificate]
        try await TLSServer.with(server, options: options) { port in
            let known = try await failure(port: port, trusting: trust, .certificate(identity))
            #expect(known == html)
            let nobody = try #require(try await failure(port: port, trusting: trust))
            #expect(nobody != html)
        }
        let expired = try await Certificates(days: -1)
        try await TLSServer.with(expired) { port in
            let late = try await failure(port: port, trusting: try text(expired.certificate))
            #expect(late == strange)
        }
    }

    @Test func listsAreReadPageByPage() async throws {
        try await with({ request in
            let next =
                request.line.contains("continue=") ? "" : #", "continue": "a/b=", "remainingItemCount": 1"#
            let name = next.isEmpty ? "n2" : "n1"
            return [
                .answer(
                    200,
                    #"{"metadata": {"resourceVersion": "7"\#(next)}, "items": [{"metadata": {"name": "\#(name)"}}]}"#
                )
            ]
        }) { client, server in
            let first = try await client.list(.pods, namespace: "kube system", labels: "a=b", limit: 1)
            #expect(first.next == "a/b=" && first.remaining == 1 && first.resourceVersion == "7")
            let all = try await client.listAll(.nodes)
            #expect(all.items.compactMap { $0["metadata"]?["name"]?.string } == ["n1", "n2"])
            #expect(all.next == nil)
            #expect(
                server.requests.map { $0.line.split(separator: " ")[1] } == [
                    "/api/v1/namespaces/kube%20system/pods?limit=1&labelSelector=a%3Db",
                    "/api/v1/nodes?limit=500", "/api/v1/nodes?limit=500&continue=a%2Fb%3D",
                ])
            #expect(server.requests.allSatisfy { $0.header("authorization") == "Bearer \(Self.token)" })
        }
    }

    @Test func aPageWithoutObjectsMayLeadOn() async throws {
        try await with({ request in
            let path = request.line.split(separator: " ")[1]
            let (next, items) =
                path.hasSuffix("=a")
                ? (#", "continue": "b""#, "") : (path.hasSuffix("=b") ? "" : #", "continue": "a""#, "1")
            return [
                .answer(200, #"{"metadata": {"resourceVersion": "7"\#(next)}, "items": [\#(items)]}"#)
            ]
        }) { client, server in
            let all = try await client.listAll(.nodes)
            #expect(all.items.count == 2 && all.next == nil)
            #expect(server.requests.count == 3)
        }
    }

    @Test func aListWithoutEndIsNotReadToItsEnd() async throws {
        let objects = Array(repeating: "1", count: 40_000).joined(separator: ",")
        for (items, words) in [("", "more than 512 pages"), (objects, "more than 150000 objects")] {
            let page = #"{"metadata": {"resourceVersion": "7", "continue": "a"}, "items": [\#(items)]}"#
            let failure = try await failure(.answer(200, page)) {
                client throws(KubernetesAPIClient.Failure) in _ = try await client.listAll(.nodes)
            }
            #expect(failure?.reason == .malformed("/api/v1/nodes: \(words)"))
            #expect(failure?.request == "GET /api/v1/nodes")
        }
    }

    @Test func anObjectIsReadByItsName() async throws {
        try await with({ _ in [.answer(200, #"{"kind": "Pod", "spec": {"nodeName": "n1"}}"#)] }) {
            client, server in
            let pod = try await client.read(.pods, namespace: "openstack", name: "nova-0")
            #expect(pod["spec"]?["nodeName"]?.string == "n1")
            #expect(server.requests[0].line == "GET /api/v1/namespaces/openstack/pods/nova-0 HTTP/1.1")
        }
    }

    /// The events of a watch, and what ended it.
    private func watch(
        _ steps: [ScriptedServer.Step], seconds: Int = 5, limit: Int = 20
    ) async throws -> (events: [KubernetesEvent], failure: KubernetesAPIClient.Failure?) {
        try await with(seconds: limit, { _ in steps }) { client, server in
            var events: [KubernetesEvent] = []
            do {
                for try await event in client.watch(.nodes, after: "7", seconds: seconds) {
                    events.append(event)
                }
            } catch let failure as KubernetesAPIClient.Failure {
                return (events, failure)
            }
            #expect(
                server.requests[0].line.split(separator: " ")[1]
                    == "/api/v1/nodes?watch=true&allowWatchBookmarks=true&timeoutSeconds=\(seconds)"
                    + "&resourceVersion=7")
            return (events, nil)
        }
    }

    private static let head = ScriptedServer.Step.send(
        Array("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n".utf8))

    private static func line(_ type: String, _ object: String) -> ScriptedServer.Step {
        .send(Array(#"{"type": "\#(type)", "object": \#(object)}"#.utf8) + [0x0a])
    }

    @Test func eventsComeAsTheyHappen() async throws {
        let (events, failure) = try await watch([
            Self.head, Self.line("ADDED", #"{"a": 1}"#), Self.line("MODIFIED", #"{"a": 2}"#),
            .drip(Array(#"{"type": "DELETED", "object": {"a": 2}}"#.utf8) + [0x0a], milliseconds: 1),
            Self.line("BOOKMARK", #"{"metadata": {"resourceVersion": "9"}}"#),
        ])
        #expect(
            events == [
                .added(.object(["a": .number("1")])), .modified(.object(["a": .number("2")])),
                .deleted(.object(["a": .number("2")])), .bookmark(resourceVersion: "9"),
            ])
        #expect(failure == nil)
    }

    @Test func aVersionThatIsNoLongerKeptIsGone() async throws {
        let status = #"{"kind": "Status", "code": 410, "reason": "Expired", "message": "too old: 7 (9)"}"#
        let late = try await watch([Self.head, Self.line("ADDED", "{}"), Self.line("ERROR", status)])
        #expect(late.events.count == 1 && late.failure?.reason == .gone("too old: 7 (9)"))
        let early = try await watch([.answer(410, status)])
        #expect(early.events.isEmpty && early.failure?.reason == .gone("too old: 7 (9)"))
    }

    @Test func watchesThatGoWrongAreNamed() async throws {
        let cases: [([ScriptedServer.Step], KubernetesAPIError)] = [
            (
                [Self.head, .send(Array("<html>\n".utf8))],
                .malformed("an event is not JSON: a `<`, as of HTML at byte 0")
            ),
            ([Self.head, Self.line("NEWS", "{}")], .malformed("an event of type NEWS")),
            ([Self.head, Self.line("ADDED", "1")], .malformed("an event without an object")),
            ([Self.head, Self.line("BOOKMARK", "{}")], .malformed("a bookmark without a resourceVersion")),
            ([Self.head, Self.line("ERROR", "{}")], .malformed("an error without a Status")),
            ([Self.head, .flood(0x61, count: 12 << 20)], .malformed("a line of more than 10485760 bytes")),
            ([.answer(401)], .unauthorized),
            ([.send(Array("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n".utf8)), .reset], .timedOut),
        ]
        for (steps, reason) in cases {
            let (_, failure) = try await watch(steps)
            #expect(failure?.reason == reason)
            #expect(failure?.description.hasPrefix("mosk: GET /api/v1/nodes?watch=true") == true)
        }
    }

    @Test func eventsThatNobodyReadsAreNotKeptWithoutLimit() async throws {
        let event = Array(#"{"type": "ADDED", "object": {}}"#.utf8) + [0x0a]
        let steps = [Self.head, .send(Array(repeatElement(event, count: 3000).joined()))]
        try await with({ _ in steps }) { client, _ in
            let stream = client.watch(.nodes, after: "7", seconds: 5)
            var count = 0
            let failure = await #expect(throws: KubernetesAPIClient.Failure.self) {
                for try await _ in stream {
                    // The others come meanwhile.
                    if count == 0 { try await Task.sleep(for: .seconds(2)) }
                    count += 1
                }
            }
            #expect((1024...1025).contains(count))
            #expect(failure?.detail == "1024 events were not read in time: the list must be read anew")
        }
    }

    @Test func aWatchThatIsSilentEndsInTime() async throws {
        let (events, failure) = try await watch(
            [Self.head, .silence(milliseconds: 8000)], seconds: 1, limit: 2)
        #expect(events.isEmpty && failure?.reason == .timedOut)
    }

    @Test func patchesSayWhatTheyAre() async throws {
        try await with({ _ in [.answer(200, #"{"kind": "Node"}"#)] }) { client, server in
            let body = JSONValue.object(["spec": .object(["unschedulable": .bool(true)])])
            for patch in [
                KubernetesPatch.merge, .strategic, .apply(fieldManager: "the twin", force: true),
            ] {
                #expect(try await client.patch(.nodes, name: "n1", by: patch, body)["kind"]?.string == "Node")
            }
            let deployments = KubernetesResourceType(group: "apps", plural: "deployments")
            _ = try await client.patch(
                deployments, namespace: "a", name: "../b", part: "status", by: .merge, body)
            #expect(
                server.requests.map { $0.line.split(separator: " ").dropLast().joined(separator: " ") } == [
                    "PATCH /api/v1/nodes/n1", "PATCH /api/v1/nodes/n1",
                    "PATCH /api/v1/nodes/n1?fieldManager=the%20twin&force=true",
                    "PATCH /apis/apps/v1/namespaces/a/deployments/..%2Fb/status",
                ])
            #expect(
                server.requests.map { $0.header("content-type") } == [
                    "application/merge-patch+json", "application/strategic-merge-patch+json",
                    "application/apply-patch+yaml", "application/merge-patch+json",
                ])
            #expect(server.requests.allSatisfy { $0.text.hasSuffix(#"{"spec":{"unschedulable":true}}"#) })
        }
    }

    @Test func anEvictionThatABudgetDoesNotBearIsARefusalOfItsOwn() async throws {
        func evict(
            _ client: KubernetesAPIClient
        ) async throws(KubernetesAPIClient.Failure) { try await client.evict(pod: "p", namespace: "n") }
        let message = "Cannot evict pod as it would violate the pod's disruption budget."
        let refused = try await failure(
            Self.status(
                429, "TooManyRequests", message, ["Retry-After: 10"],
                causes: #""causes": [{"reason": "DisruptionBudget", "message": "needs 2"}]"#), evict)
        #expect(refused?.reason == .disruptionBudget(message, retryAfter: 10))
        #expect(refused?.request == "POST /api/v1/namespaces/n/pods/p/eviction")
        let busy = try await failure(Self.status(429, "TooManyRequests", "slow down"), evict)
        #expect(busy?.reason == .busy(retryAfter: nil))
        let gone = try await failure(Self.status(404, "NotFound", "pods p"), evict)
        #expect(gone?.reason == .notFound("pods p"))
        try await with({ _ in [.answer(201, #"{"kind": "Status", "status": "Success"}"#)] }) {
            client, server in
            try await client.evict(pod: "p", namespace: "n", graceSeconds: 30)
            #expect(
                server.requests[0].text.hasSuffix(
                    #"{"apiVersion":"policy/v1","deleteOptions":{"gracePeriodSeconds":30},"kind":"Eviction","#
                        + #""metadata":{"name":"p","namespace":"n"}}"#))
        }
    }
}
