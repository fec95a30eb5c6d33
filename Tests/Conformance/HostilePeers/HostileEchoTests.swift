import Foundation
import HardwareInterfaces
import JSON
import Testing

@testable import HardwareAdapters

/// Devices that repeat what they were told: no part of a secret is in an error, wherever it stands in the
/// answer.
@Suite(.timeLimit(.minutes(2))) struct HostileEchoTests {
    /// Long, so that messages are cut within it, and with slashes, at which links are cut.
    static let password = String(repeating: "horse/", count: 80)
    static let encoded = Data("u:\(password)".utf8).base64EncodedString()
    /// Links to other hosts that hold a secret.
    static let links = ["https://\(password)/", "https://\(encoded)/", "https://x.example:\(password)"]

    /// There is an error, and no part of a secret is in it.
    private func expectSilence<Reason>(
        _ failure: DeviceFailure<Reason>?, _ place: SourceLocation = #_sourceLocation
    ) {
        let said = failure.map { "\($0) \($0.reason) \($0.request) \($0.detail)" } ?? "no error"
        let hasSecret = said.contains("horse") || said.contains(Self.encoded.prefix(20))
        #expect(failure != nil && !hasSecret, "\(said)", sourceLocation: place)
    }

    private static func address(_ server: ScriptedServer) throws -> HTTPAddress {
        try #require(HTTPAddress("http://127.0.0.1:\(server.port)"))
    }

    private func broker(_ step: ScriptedServer.Step) async throws -> DeviceFailure<RabbitMQError>? {
        let server = try ScriptedServer { _ in [step] }
        let id = EquipmentID(kind: .messageBroker, index: 0)
        let device = HTTPDevice(
            name: "mq-1", address: try Self.address(server), user: "u", password: Secret(Self.password))
        let client = RabbitMQManagementClient(devices: [id: device])
        var failure: DeviceFailure<RabbitMQError>?
        do throws(DeviceFailure<RabbitMQError>) { _ = try await client.answer(.status, of: id) } catch {
            failure = error
        }
        await client.close()
        return failure
    }

    private func bmc(
        _ command: BMCCommand = .readPower,
        _ answer: @escaping @Sendable (ScriptedServer.Request) -> ScriptedServer.Step
    ) async throws -> DeviceFailure<BMCError>? {
        let server = try ScriptedServer { [answer($0)] }
        let id = EquipmentID(kind: .bmc, index: 0)
        var device = RedfishDevice(
            name: "bmc-7", address: try Self.address(server), user: "u", password: Secret(Self.password),
            trust: .machine)
        device.authentication = .basic
        device.system = "/redfish/v1/Systems/1"
        let client = RedfishClient(devices: [id: device])
        var failure: DeviceFailure<BMCError>?
        do throws(DeviceFailure<BMCError>) { _ = try await client.answer(command, of: id) } catch {
            failure = error
        }
        await client.close()
        return failure
    }

    private func engine(_ step: ScriptedServer.Step) async throws -> DeviceFailure<KubernetesEngineError>? {
        let server = try ScriptedServer { request in
            [request.line.hasPrefix("POST /auth/") ? .answer(200, #"{"auth_token": "t-o-k-e-n"}"#) : step]
        }
        let device = HTTPDevice(
            name: "mke-1", address: try Self.address(server), user: "u", password: Secret(Self.password))
        let client = MKEClient(devices: [EngineArm.engine: device])
        var failure: DeviceFailure<KubernetesEngineError>?
        do throws(DeviceFailure<KubernetesEngineError>) {
            _ = try await client.answer(.listNodes, of: EngineArm.engine)
        } catch { failure = error }
        await client.close()
        return failure
    }

    private func cluster(_ step: ScriptedServer.Step) async throws -> KubernetesAPIClient.Failure? {
        let server = try ScriptedServer { _ in [step] }
        let client = KubernetesAPIClient(
            Kubeconfig(
                context: "mosk", address: try Self.address(server), credentials: .token(Secret(Self.password))
            ))
        var failure: KubernetesAPIClient.Failure?
        do throws(KubernetesAPIClient.Failure) { _ = try await client.list(.nodes) } catch { failure = error }
        await client.close()
        return failure
    }

    @Test(arguments: links) func aRedirectTellsNoSecret(_ link: String) async throws {
        let step = ScriptedServer.Step.answer(302, "", ["Location: \(link)"])
        let broker = try await broker(step)
        expectSilence(broker)
        expectSilence(try await bmc { _ in step })
        guard link != Self.links[1] else { return }
        // These send no password with their requests.
        expectSilence(try await engine(step))
        expectSilence(try await cluster(step))
    }

    @Test(arguments: ["[]", "<p>", #"{"Members": 1}"#, #"{"Members": [{"@odata.id": "no path"}]}"#])
    func thePathOfALinkTellsNoSecret(_ body: String) async throws {
        let failure = try await bmc(.readSystem) { request in
            let link = #"{"@odata.id": "/redfish/v1/\#(Self.password)"}"#
            return request.line.hasPrefix("GET /redfish/v1/Systems/1 ")
                ? .answer(200, #"{"PowerState": "On", "EthernetInterfaces": \#(link)}"#) : .answer(200, body)
        }
        expectSilence(failure)
        #expect(failure?.request == "GET /redfish/v1/(secret)")
    }

    @Test func aSecretThatIsCutIsNotTold() async throws {
        let words = String(repeating: Self.password, count: 3)
        expectSilence(try await broker(.answer(400, #"{"reason": "\#(words)"}"#)))
        expectSilence(try await broker(.answer(200, #"{"status": "\#(words)"}"#)))
        expectSilence(
            (try await broker(
                .answer(503, #"{"status": "failed", "alarms": [{"resource": "\#(words)"}]}"#))))
        expectSilence(try await bmc { _ in .answer(400, #"{"error": {"message": "\#(words)"}}"#) })
        expectSilence(try await engine(.answer(400, #"{"message": "\#(words)"}"#)))
        let node = #"[{"ID": "a", "Version": {"Index": 1}, "Spec": {"Availability": "\#(words)"}}]"#
        expectSilence(try await engine(.answer(200, node)))
        let status = #"{"kind": "Status", "code": 400, "message": "\#(words)"}"#
        expectSilence(try await cluster(.answer(400, status)))
    }

    @Test func theProgramForIPMITellsNoSecret() {
        let words = "Error: \(String(repeating: "x", count: 290))\(Self.password)"
        #expect(!"\(IPMIService.refusal(words, Secrets([Self.password])))".contains("h"))
        #expect(IPMIService.refusal("it failed", Secrets([""])) == .refused(status: 1, message: "it failed"))
    }

    @Test func theLongestSecretIsTakenOutWhole() {
        let secrets = Secrets(["", "a", "abc", "ret"])
        #expect(secrets.cleaned("xabcaxé") == "x(secret)(secret)xé")
        // With a mark above its last letter it would be read all the same.
        #expect(secrets.cleaned("abc\u{301}") == "(secret)\u{301}")
        #expect(secrets.cleaned(String(repeating: "x", count: 298) + "abc").hasSuffix("x(s"))
    }

    @Test(arguments: [
        "echo \"no: $MYSQL_PWD$MYSQL_PWD$MYSQL_PWD\" >&2; exit 1", "echo \"$MYSQL_PWD\"",
        "printf 'wsrep_cluster_status\\t%s\\n' \"$MYSQL_PWD\"",
    ])
    func aDatabaseTellsNoSecret(_ lines: String) async throws {
        let program = try FakeProgram(lines)
        let id = EquipmentID(kind: .galeraMember, index: 0)
        let device = try #require(
            MariaDBDevice("127.0.0.1:9", name: "db-2", user: "u", password: Secret(Self.password)))
        let client = MariaDBClient(devices: [id: device], program: program.path)
        var failure: DeviceFailure<GaleraError>?
        do throws(DeviceFailure<GaleraError>) { _ = try await client.answer(.status, of: id) } catch {
            failure = error
        }
        expectSilence(failure)
    }
}
