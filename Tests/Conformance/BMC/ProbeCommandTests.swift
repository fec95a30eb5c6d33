import Foundation
import Testing

/// `twin probe bmc`, run as a user runs it.
@Suite(.timeLimit(.minutes(2))) struct ProbeCommandTests {
    private func probe(
        _ words: [String], variables: [String: String] = [:]
    ) async throws -> TwinProgram.Answer { try await TwinProgram.run(["probe", "bmc"] + words, variables) }

    private static func server() throws -> ScriptedServer {
        let system = """
            {"Name": "node\\u001b[2J", "Manufacturer": "Contoso", "PowerState": "On", "UUID": "A-B",
            "MemorySummary": {"TotalSystemMemoryGiB": 96}, "Boot": {"BootSourceOverrideEnabled": "Once",
            "BootSourceOverrideTarget": "Pxe"}, "EthernetInterfaces": {"@odata.id": "/nics"}}
            """
        return try ScriptedServer { request in
            switch request.line.split(separator: " ")[1] {
            case "/redfish/v1/": [.answer(200, #"{"Systems": {"@odata.id": "/systems"}}"#)]
            case "/systems": [.answer(200, #"{"Members": [{"@odata.id": "/systems/1"}]}"#)]
            case "/systems/1": [.answer(200, system)]
            case "/nics": [.answer(200, #"{"Members": [{"@odata.id": "/nics/1"}]}"#)]
            case "/nics/1":
                [.answer(200, #"{"Id": "a", "MACAddress": "52:54:00:AA:00:01", "SpeedMbps": 25000}"#)]
            default: [.answer(404)]
            }
        }
    }

    @Test func whatIsToldIsShown() async throws {
        let server = try Self.server()
        let answer = try await probe(
            ["http://127.0.0.1:\(server.port)", "--user", "u", "--password-env", "P"],
            variables: ["P": "correct horse"])
        #expect(
            answer.text == """
                http://127.0.0.1:\(server.port)
                  server         node\\u001b[2J
                  maker          Contoso
                  identity       a-b
                  power          on
                  memory         96 GiB
                  boots from     network (PXE), once

                network interfaces
                  NAME  MAC                    SPEED
                  a     52:54:00:aa:00:01  25 Gbit/s

                """)
        #expect(answer.code == 0)
        let credentials = server.requests.compactMap { $0.header("Authorization") }
        #expect(credentials.contains("Basic \(Data("u:correct horse".utf8).base64EncodedString())"))
    }

    @Test func jsonHasTheSame() async throws {
        let server = try Self.server()
        let answer = try await probe(["http://127.0.0.1:\(server.port)", "--json"])
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(answer.text.utf8)) as? [String: Any])
        let system = try #require(object["system"] as? [String: Any])
        #expect(system["memory"] as? Int == 98304 && system["power"] as? String == "on")
        #expect(answer.code == 0)
        #expect(server.requests.allSatisfy { $0.header("Authorization") == nil })
    }

    @Test func whoDoesNotAnswerIsNamed() async throws {
        let port = try ScriptedServer { _ in [] }.port
        let answer = try await probe(["http://127.0.0.1:\(port)"])
        #expect(answer.text == "http://127.0.0.1:\(port): GET /redfish/v1/: the connection is refused\n")
        #expect(answer.code == 1)
    }

    @Test func badInputIsSaid() async throws {
        let cases: [([String], String)] = [
            (["ftp://x"], "ftp://x: no address of a BMC"),
            (["https://u:hidden@x"], "the address with a user in it: no address of a BMC"),
            (["ipmi://u:hidden@x"], "the address with a user in it: IPMI needs a user"),
            (["x", "--user", "u"], "--user needs its password"),
            (["x", "--user", "u", "--password-file", "/nonexistent"], "/nonexistent: cannot be read"),
            (["x", "--user", "u", "--password-env", "NO_SUCH_VARIABLE"], "there is no such variable"),
            (["x", "--ca-file", "/nonexistent"], "--ca-file /nonexistent: cannot be read"),
            (["x", "--ca-file", "f", "--insecure"], "exclude each other"),
            (["x", "--system", "1"], "no path"),
            (["x", "--timeout", "0"], "not in 1...3600"), (["ipmi://x"], "IPMI needs a user and a password"),
            (["ipmi://x", "--insecure"], "IPMI has no certificates"),
        ]
        for (words, message) in cases {
            let answer = try await probe(words)
            #expect(
                answer.text.contains(message) && !answer.text.contains("hidden") && answer.code == 2,
                "\(words): \(answer)")
        }
    }
}
