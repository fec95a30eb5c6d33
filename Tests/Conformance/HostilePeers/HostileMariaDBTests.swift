import Foundation
import HardwareAdapters
import HardwareInterfaces
import PeerPrograms
import Testing

/// Whatever answers at a database's address, and whatever the program says, a command ends with an error that
/// names the member and the request, in time and without the password.
@Suite(.timeLimit(.minutes(2))) struct HostileMariaDBTests {
    static let member = EquipmentID(kind: .galeraMember, index: 0)
    static let password = "correct horse"
    static let request = #"SHOW GLOBAL STATUS LIKE 'wsrep\_%'"#

    private func answer(
        port: Int = 9, program: String = "mariadb", limit: Duration = .seconds(60),
        _ command: GaleraCommand = .status
    ) async throws -> Result<GaleraReply, DeviceFailure<GaleraError>> {
        let device = try #require(
            MariaDBDevice("127.0.0.1:\(port)", name: "db-2", user: "u", password: Secret(Self.password)))
        let client = MariaDBClient(devices: [Self.member: device], program: program, limit: limit)
        do throws(DeviceFailure<GaleraError>) {
            return .success(try await client.answer(command, of: Self.member))
        } catch {
            #expect(error.description.hasPrefix("db-2: \(Self.request): "))
            #expect(!"\(error) \(device) \(String(reflecting: device))".contains("horse"))
            return .failure(error)
        }
    }

    private func failure(writes text: String, _ status: Int = 0) async throws -> DeviceFailure<GaleraError>? {
        let program = try FakeProgram(writes: text, status: status)
        guard case .failure(let failure) = try await answer(program: program.path) else { return nil }
        return failure
    }

    /// A whole answer, in which these variables are others.
    private func rows(_ changes: [String: String?] = [:]) -> String {
        var values: [String: String] = [
            "wsrep_local_state": "4", "wsrep_local_state_comment": "Synced",
            "wsrep_cluster_status": "Primary",
            "wsrep_cluster_size": "3", "wsrep_cluster_conf_id": "7", "wsrep_ready": "ON",
            "wsrep_connected": "ON", "wsrep_evs_state": "OPERATIONAL", "wsrep_local_index": "2",
            "wsrep_last_committed": "41", "wsrep_local_recv_queue": "0", "wsrep_evs_delayed": "",
        ]
        for (name, value) in changes { values[name] = value }
        return values.sorted { $0.key < $1.key }.map { "\($0.key)\t\($0.value)" }.joined(separator: "\n")
    }

    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/mariadb"), "no mariadb here"))
    func whoeverAnswersInItsPlaceIsFound() async throws {
        let port = try ScriptedServer { _ in [] }.port
        guard case .failure(let refused) = try await answer(port: port) else {
            Issue.record("an answer")
            return
        }
        #expect(refused.reason == .unreachable && refused.detail == "the connection is refused")
        // It waits for a request of HTTP, and MariaDB's client for the greeting.
        let silent = try ScriptedServer { _ in [] }
        let start = ContinuousClock.now
        guard case .failure(let late) = try await answer(port: silent.port, limit: .seconds(1)) else {
            Issue.record("an answer")
            return
        }
        #expect(late.reason == .timedOut && ContinuousClock.now - start < .seconds(30))
    }

    /// A database that asks for the password itself, as any may, and writes what it is sent.
    private static let greedy = """
        import socket, struct
        def packet(number, body):
            return struct.pack("<I", len(body))[:3] + bytes([number]) + body
        server = socket.socket()
        server.bind(("127.0.0.1", 0))
        server.listen(1)
        print(server.getsockname()[1], flush=True)
        connection = server.accept()[0]
        connection.sendall(packet(0, b"\\x0a5.5.5-10.11.0-MariaDB\\0" + struct.pack("<I", 1) + b"a" * 8
            + b"\\0\\xff\\xf7\\x21\\2\\0\\xbf\\x81" + bytes([21]) + b"\\0" * 10 + b"b" * 12
            + b"\\0mysql_native_password\\0"))
        connection.recv(4096)
        connection.sendall(packet(2, b"\\xfemysql_clear_password\\0"))
        print("sent:", connection.recv(4096)[4:])
        """

    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/mariadb"), "no mariadb here"))
    func whoHasNotProvedWhoItIsGetsNoPassword() async throws {
        let out = FileManager.default.temporaryDirectory.appending(path: "greedy-\(UUID().uuidString)")
        defer { do { try FileManager.default.removeItem(at: out) } catch { print("left: \(out)") } }
        let server = try ChildProcess(["python3", "-c", Self.greedy], out: out.path)
        var port: Int?
        for _ in 0..<100 where port == nil {
            try await Task.sleep(for: .milliseconds(50))
            port = Int(try String(contentsOf: out, encoding: .utf8).split(separator: "\n").first ?? "")
        }
        guard case .failure(let failure) = try await answer(port: try #require(port), limit: .seconds(10))
        else {
            Issue.record("an answer")
            return
        }
        let words = "it wants the password by mysql_clear_password, for which it must prove who it is"
        #expect(failure.reason == .untrusted(words))
        #expect(await server.wait() == 0)
        #expect(try String(contentsOf: out, encoding: .utf8).contains("sent: b''"))
    }

    @Test(arguments: [
        ("db-1", "db-1", 3306), ("db-1:3307", "db-1", 3307), ("10.0.0.1:80", "10.0.0.1", 80),
        ("[::1]", "::1", 3306), ("[fd00::2]:3307", "fd00::2", 3307),
    ])
    func anAddressIsRead(_ text: String, _ host: String, _ port: Int) throws {
        let device = try #require(MariaDBDevice(text, name: "a", user: "u", password: Secret("p")))
        #expect(device.host == host && device.port == port)
    }

    @Test(arguments: ["", "-x", "a b", "http://a", "u:p@a", "a/b", "a:0", "a:65536", "a:b", "[::1", "a?b"])
    func whatIsNoAddressIsRefused(_ text: String) {
        #expect(MariaDBDevice(text, name: "a", user: "u", password: Secret("p")) == nil)
    }

    @Test func aProgramThatHangsIsEnded() async throws {
        let program = try FakeProgram("exec sleep 60")
        let start = ContinuousClock.now
        guard case .failure(let failure) = try await answer(program: program.path, limit: .seconds(1)) else {
            Issue.record("an answer")
            return
        }
        #expect(failure.reason == .timedOut && ContinuousClock.now - start < .seconds(30))
        guard case .failure(let missing) = try await answer(program: "/nonexistent") else {
            Issue.record("an answer")
            return
        }
        #expect(missing.reason == .unreachable)
        #expect(missing.detail == "the program /nonexistent is not installed")
    }

    @Test func aMemberIsRead() async throws {
        let program = try FakeProgram(writes: rows())
        guard case .success(.status(let status)) = try await answer(program: program.path) else {
            Issue.record("no status")
            return
        }
        #expect(status.passesReadiness && status.configurationID == 7 && status.localIndex == 2)
        #expect(status.clusterSize == 3 && status.lastCommitted == 41)
    }

    @Test(
        arguments: [
            ("wsrep_cluster_status", "Secondary", "wsrep_cluster_status is Secondary"),
            ("wsrep_cluster_size", "many", "wsrep_cluster_size is many"),
            ("wsrep_ready", "", "wsrep_ready is empty"),
            ("wsrep_local_state", "9", "wsrep_local_state is 9"),
            ("wsrep_last_committed", nil, "there is no wsrep_last_committed"),
        ] as [(String, String?, String)])
    func aWrongValueIsNamed(_ name: String, _ value: String?, _ words: String) async throws {
        #expect(try await failure(writes: rows([name: value]))?.reason == .malformed(words))
    }

    @Test func whatIsNoAnswerIsMalformed() async throws {
        guard case .malformed = try await failure(writes: "<html>")?.reason else {
            Issue.record("another reason")
            return
        }
        let without = GaleraError.unsupported("the database is not in a Galera cluster")
        #expect(try await failure(writes: "wsrep_cluster_status\tDisconnected")?.reason == without)
        let long = try FakeProgram("head -c 3000000 /dev/zero")
        guard case .failure(let failure) = try await answer(program: long.path) else {
            Issue.record("an answer")
            return
        }
        #expect(failure.reason == .malformed("an answer of more than 1048576 bytes"))
    }

    @Test(arguments: [
        ("ERROR 1040 (08004): Too many connections", GaleraError.busy),
        (
            "ERROR 1047 (08S01) at line 1: WSREP has not yet prepared node for application use",
            .refused(code: 1047, message: "WSREP has not yet prepared node for application use")
        ),
        ("ERROR 2013 (HY000): Lost connection to server at 'handshake', system error: 104", .timedOut),
        ("ERROR 1105 (HY000): it is correct horse", .refused(code: 1105, message: "it is (secret)")),
        ("ERROR 2026 (HY000): TLS/SSL error: bad", .untrusted("TLS/SSL error: bad")),
        ("no: correct horse", .malformed("mariadb ended with 1: no: (secret)")),
    ])
    func aRefusalIsUnderstood(_ line: String, _ reason: GaleraError) async throws {
        let program = try FakeProgram("echo \"\(line)\" >&2\nexit 1")
        guard case .failure(let failure) = try await answer(program: program.path) else {
            Issue.record("an answer")
            return
        }
        #expect(failure.reason == reason)
    }
}
