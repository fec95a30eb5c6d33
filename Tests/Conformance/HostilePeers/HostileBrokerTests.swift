import Foundation
import HardwareAdapters
import HardwareInterfaces
import Testing

/// Whatever answers at a broker's address, a command ends with an error that names the broker and the
/// request, in time and without the password.
@Suite(.timeLimit(.minutes(2))) struct HostileBrokerTests {
    static let broker = EquipmentID(kind: .messageBroker, index: 0)
    static let password = "correct horse"
    static let impatient = TimeLimits(answer: .seconds(1), command: .seconds(2))
    static let overview = """
        {"rabbitmq_version": "4.0.6", "object_totals": {"connections": 12}, "queue_totals": {}}
        """
    static let nodes = #"[{"name": "rabbit@a", "running": true, "mem_used": 5, "partitions": ["rabbit@b"]}]"#

    private func ask(
        limits: TimeLimits = TimeLimits(), _ answer: @escaping @Sendable (String) -> [ScriptedServer.Step]
    ) async throws -> Result<RabbitMQStatus, DeviceFailure<RabbitMQError>> {
        let server = try ScriptedServer { request in answer(String(request.line.split(separator: " ")[1])) }
        return try await ask(port: server.port, limits: limits)
    }

    private func ask(
        port: Int, limits: TimeLimits = TimeLimits()
    ) async throws -> Result<RabbitMQStatus, DeviceFailure<RabbitMQError>> {
        let device = HTTPDevice(
            name: "mq-1", address: try #require(HTTPAddress("http://127.0.0.1:\(port)")), user: "u",
            password: Secret(Self.password))
        let client = RabbitMQManagementClient(devices: [Self.broker: device], limits: limits)
        let result: Result<RabbitMQStatus, DeviceFailure<RabbitMQError>>
        do throws(DeviceFailure<RabbitMQError>) {
            let reply = try await client.answer(.status, of: Self.broker)
            guard case .status(let status) = reply else { preconditionFailure("\(reply)") }
            result = .success(status)
        } catch {
            #expect(error.description.hasPrefix("mq-1: GET /api/"))
            let encoded = Data("u:\(Self.password)".utf8).base64EncodedString()
            let said = "\(error) \(device) \(String(reflecting: device))"
            #expect(!said.contains("horse") && !said.contains(encoded))
            result = .failure(error)
        }
        await client.close()
        return result
    }

    /// Why the first request fails when it is answered so.
    private func failure(
        _ steps: [ScriptedServer.Step], limits: TimeLimits = TimeLimits()
    ) async throws -> DeviceFailure<RabbitMQError>? {
        guard case .failure(let failure) = try await ask(limits: limits, { _ in steps }) else { return nil }
        return failure
    }

    @Test func aBrokerIsRead() async throws {
        let alarms = """
            {"status": "failed", "reason": "...", "alarms": [{"node": "a", "resource": "disk"},
            {"node": "b", "resource": "file_descriptor_limit"}, {"node": "b", "resource": "disk"}]}
            """
        let answer = try await ask { path in
            switch path {
            case "/api/health/checks/alarms": [.answer(503, alarms)]
            case "/api/overview": [.answer(200, Self.overview)]
            default: [.answer(200, Self.nodes)]
            }
        }
        let status = try answer.get()
        #expect(status.alarms == [.disk, .descriptors] && status.isAnswering)
        #expect(status.connections == 12 && status.messages == nil && status.version == "4.0.6")
        var node = RabbitMQNode(name: "rabbit@a", isRunning: true)
        node.memory = 5
        node.partitions = ["rabbit@b"]
        #expect(status.nodes == [node])
    }

    @Test(arguments: [
        (401, #"{"error": "not_authorized", "reason": "Login failed"}"#, RabbitMQError.unauthorized),
        (500, "", .refused(status: 500, message: "without a reason")),
        (404, "<h1>Not Found</h1>", .unsupported("it has no management API there")),
        (
            200, "<html>Log in</html>",
            .malformed("/api/health/checks/alarms is not JSON: a `<`, as of HTML at byte 0")
        ),
        (200, #"{"status": "failed"}"#, .malformed("/api/health/checks/alarms: status is failed")),
        (200, #"{"status": 1}"#, .malformed("/api/health/checks/alarms: status is a number, not a text")),
        (200, #"["ok"]"#, .malformed("/api/health/checks/alarms is a list, not an object")),
        (
            503, "<h1>no</h1>",
            .malformed("/api/health/checks/alarms is not JSON: a `<`, as of HTML at byte 0")
        ),
        (400, #"{"reason": "it is correct horse"}"#, .refused(status: 400, message: "it is (secret)")),
    ])
    func whatIsNoAnswerIsToldApart(_ status: Int, _ body: String, _ reason: RabbitMQError) async throws {
        let answer = try await ask { path in
            switch path {
            case "/api/health/checks/alarms": [.answer(status, body)]
            case "/api/overview": [.answer(200, Self.overview)]
            default: [.answer(200, Self.nodes)]
            }
        }
        guard case .failure(let failure) = answer else {
            Issue.record("an answer")
            return
        }
        #expect(failure.reason == reason)
    }

    @Test func tenMegabytesAreNotReadToTheirEnd() async throws {
        let head = Array("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n".utf8)
        #expect(
            try await failure([.send(head), .flood(0x20, count: 200 << 20)])?.reason
                == .malformed("an answer of more than 10485760 bytes"))
    }

    @Test func silenceIsNotWaitedFor() async throws {
        let start = ContinuousClock.now
        #expect(
            try await failure([.silence(milliseconds: 60_000)], limits: Self.impatient)?.reason == .timedOut)
        #expect(ContinuousClock.now - start < .seconds(30))
        #expect(try await failure([.reset])?.reason == .timedOut)
    }

    @Test func nobodyAtTheAddressIsUnreachable() async throws {
        let port = try ScriptedServer { _ in [] }.port
        guard case .failure(let failure) = try await ask(port: port) else {
            Issue.record("an answer")
            return
        }
        #expect(failure.reason == .unreachable)
        #expect(failure.description == "mq-1: GET /api/health/checks/alarms: the connection is refused")
    }
}
