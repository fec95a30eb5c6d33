import Foundation
import HardwareAdapters
import HardwareInterfaces
import Testing

/// Container engines that misbehave: each bad answer is an error that a controller can act upon, with the
/// engine's name and the request.
@Suite(.timeLimit(.minutes(2))) struct HostileEngineTests {
    private static let version = #"{"Version": "25.0.14", "Components": [{"Name": "Engine"}]}"#

    /// Carries out a command at a server on a socket of its own.
    private func failure(
        _ command: ContainerRuntimeCommand, seconds: Int = 60,
        _ answer: @escaping @Sendable (ScriptedServer.Request) -> [ScriptedServer.Step]
    ) async throws -> DeviceFailure<ContainerRuntimeError>? {
        let path = FileManager.default.temporaryDirectory.appending(path: "engine-\(UUID().uuidString)").path
        let server = try ScriptedServer(socket: path, answer)
        defer {
            _ = server.requests
            unlink(path)
        }
        let limits = TimeLimits(
            connection: .seconds(1), answer: .seconds(seconds), command: .seconds(2 * seconds))
        let client = DockerClient(
            devices: [RuntimeArm.runtime: DockerDevice(name: "mcr-1", socket: path)], limits: limits)
        var failure: DeviceFailure<ContainerRuntimeError>?
        do throws(DeviceFailure<ContainerRuntimeError>) {
            _ = try await client.answer(command, of: RuntimeArm.runtime)
        } catch {
            failure = error
        }
        await client.close()
        return failure
    }

    private static let answers: [(ScriptedServer.Step, ContainerRuntimeError)] = [
        (.answer(200, "<html>"), .malformed("/version is not JSON: a `<`, as of HTML at byte 0")),
        (.answer(200, "[]"), .malformed("/version is a list, not an object")),
        (.answer(200, "{}"), .malformed("/version: Version is not there")),
        (.answer(200, #"{"Version": 1}"#), .malformed("/version: Version is a number, not a text")),
        (
            .answer(200, #"{"Version": "1", "Components": [1]}"#),
            .malformed("/version: Components/0 is a number, not an object")
        ),
        (.answer(400, #"{"message": "too old"}"#), .refused(status: 400, message: "too old")),
        (.answer(400, "<html>"), .refused(status: 400, message: "without a reason")),
        (.answer(404, #"{"message": "page not found"}"#), .unsupported("page not found")),
        (.answer(429, "", ["Retry-After: 7"]), .busy(retryAfter: 7)), (.answer(503), .busy(retryAfter: nil)),
        (
            .answer(500, #"{"message": "write /x: no space left on device"}"#), .noSpace
        ),
        (.answer(500, #"{"message": "mkdir /x: read-only file system"}"#), .readOnly),
        (
            .answer(301, "", ["Location: http://elsewhere.example/version"]),
            .refused(
                status: 301, message: "redirected to http://elsewhere.example, where nothing is sent")
        ),
        (.send(Array("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{".utf8)), .timedOut),
        (.silence(milliseconds: 8000), .timedOut), (.reset, .timedOut),
        (.send(Array("SSH-2.0-OpenSSH\r\n\r\n".utf8)), .malformed("the answer is no HTTP")),
    ]

    @Test(arguments: answers.indices)
    func aBadAnswerIsNamed(index: Int) async throws {
        let (step, reason) = Self.answers[index]
        let seconds = if case .silence = step { 5 } else { 20 }
        let failure = try #require(try await failure(.readVersion, seconds: seconds) { _ in [step] })
        #expect(failure.reason == reason)
        #expect(failure.description.hasPrefix("mcr-1: GET /version: "))
    }

    @Test func anAnswerWithoutEndIsNotRead() async throws {
        let failure = try await failure(.readVersion) { _ in
            [.send(Array("HTTP/1.1 200 OK\r\n\r\n".utf8)), .flood(0x20, count: 12 << 20)]
        }
        #expect(failure?.reason == .malformed("an answer of more than 10485760 bytes"))
    }

    @Test(arguments: ["../../secrets", "a?b", "a;b", ""])
    func identifiersAreNotTakenForPaths(_ id: String) async throws {
        let failure = try await failure(.listContainers) { request in
            request.line.hasPrefix("GET /version ")
                ? [.answer(200, Self.version)] : [.answer(200, #"[{"Id": "\#(id)"}]"#)]
        }
        #expect(failure?.reason == .malformed("/containers/json: 0/Id is no identifier"))
    }

    @Test func anErrorInTheMidstOfAPullIsFelt() async throws {
        let progress = #"{"status": "Pulling from image", "id": "1"}"# + "\r\n"
        let cases: [(String, ContainerRuntimeError)] = [
            (#"{"errorDetail": {"message": "x"}, "error": "manifest unknown"}"#, .pullFailed),
            (#"{"error": "write /layer: no space left on device"}"#, .noSpace),
            ("<html>", .malformed("/images/create is not JSON: a `<`, as of HTML at byte 0")),
        ]
        for (line, reason) in cases {
            let failure = try await failure(.pull(release: "mirror.example/a/b:1", count: 1)) { _ in
                [.answer(200, progress + line + "\r\n")]
            }
            #expect(failure?.reason == reason)
            #expect(
                failure?.request == "POST /images/create?fromImage=mirror.example%2Fa%2Fb&tag=1")
        }
    }

    @Test func aContainerThatIsGoneByThenIsLeftOut() async throws {
        let failure = try await failure(.listContainers) { request in
            if request.line.hasPrefix("GET /version ") { return [.answer(200, Self.version)] }
            if request.line.contains("/containers/json") { return [.answer(200, #"[{"Id": "abc"}]"#)] }
            return [.answer(404, #"{"message": "No such container: abc"}"#)]
        }
        #expect(failure == nil)
    }
}
