import Foundation
import Testing

/// `twin probe mcr`, run as a user runs it.
@Suite(.timeLimit(.minutes(2))) struct ProbeRuntimeTests {
    private static let version = """
        {"Platform": {"Name": "Mirantis Container Runtime"}, "Components": [{"Name": "Engine"}],
        "Version": "25.0.14", "ApiVersion": "1.44", "MinAPIVersion": "1.24", "Arch": "amd64",
        "KernelVersion": "5.15.0-119-generic"}
        """
    private static let info = """
        {"ContainersRunning": 1, "ContainersPaused": 0, "ContainersStopped": 1, "Images": 52,
        "Driver": "overlay2", "CgroupDriver": "systemd", "CgroupVersion": "2", "LiveRestoreEnabled": false,
        "OperatingSystem": "Ubuntu 22.04.5 LTS", "NCPU": 64, "MemTotal": 270582939648,
        "Warnings": ["No swap limit support"], "Swarm": {"LocalNodeState": "active",
        "ControlAvailable": true, "Error": "", "Nodes": 12, "Managers": 3}}
        """

    private static let manager = """
        {"Id": "a", "Name": "/ucp\\u001b[2J", "State": {"Status": "running", "Health": {"Status": "healthy"}},
        "RestartCount": 3, "Config": {"Image": "mirantis/ucp:3.8"}}
        """
    private static let eater = """
        {"Id": "b", "Name": "/eater", "State": {"Status": "exited", "OOMKilled": true, "ExitCode": 137},
        "RestartCount": 0, "Config": {"Image": "b"}}
        """

    /// A server on a socket of its own, while a body runs.
    private func with(_ body: (String) async throws -> Void) async throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "mcr-\(UUID().uuidString)").path
        defer { unlink(path) }
        let server = try ScriptedServer(socket: path) { request in
            switch request.line.split(separator: " ")[1] {
            case "/version": [.answer(200, Self.version)]
            case "/info": [.answer(200, Self.info)]
            case "/containers/json?all=true": [.answer(200, #"[{"Id": "b"}, {"Id": "a"}]"#)]
            case "/containers/a/json": [.answer(200, Self.manager)]
            case "/containers/b/json": [.answer(200, Self.eater)]
            default: [.answer(404)]
            }
        }
        try await body(path)
        #expect(server.requests.count == 6)
    }

    @Test func whatIsToldIsShown() async throws {
        try await with { path in
            let answer = try await TwinProgram.run(["probe", "mcr", path])
            #expect(
                answer.text == """
                    \(path)
                      product        Mirantis Container Runtime
                      version        25.0.14
                      API            1.44, down to 1.24
                      system         Ubuntu 22.04.5 LTS
                      kernel         5.15.0-119-generic, amd64
                      host           64 processors, 252.0 GiB of memory
                      cgroups        version 2, by systemd
                      storage        overlay2
                      live restore   off
                      swarm          active, manager, 3 of 12 nodes are managers
                      containers     1 running, 0 paused, 1 stopped
                      images         52

                    warnings
                      No swap limit support

                    containers
                      NAME     STATE              EXIT  RESTARTS  HEALTH   IMAGE
                      eater    exited   137, no memory         0  -        b
                      ucp\\u001b[2J  running               -         3  healthy  mirantis/ucp:3.8

                    """)
            #expect(answer.code == 0)
        }
    }

    @Test func jsonHasTheSame() async throws {
        try await with { path in
            let answer = try await TwinProgram.run(["probe", "mcr", "unix://\(path)", "--json"])
            let object = try #require(
                try JSONSerialization.jsonObject(with: Data(answer.text.utf8)) as? [String: Any])
            let facts = try #require(object["facts"] as? [String: Any])
            #expect(facts["version"] as? String == "25.0.14" && facts["cgroupVersion"] as? Int == 2)
            #expect((object["containers"] as? [Any])?.count == 2)
            #expect(answer.code == 0)
        }
    }

    @Test func whoDoesNotAnswerIsNamed() async throws {
        let answer = try await TwinProgram.run(["probe", "mcr", "/nonexistent/docker.sock"])
        #expect(
            answer.text
                == "/nonexistent/docker.sock: GET /version: the socket is not there or not allowed\n")
        #expect(answer.code == 1)
    }

    @Test func badInputIsSaid() async throws {
        let long = "/" + String(repeating: "a", count: 107)
        for (words, message) in [
            (["tcp://10.0.0.1:2376"], "no path of a socket"), ([long], "1 to 107 bytes"),
            (["x", "--timeout", "0"], "not in 1...3600"),
        ] {
            let answer = try await TwinProgram.run(["probe", "mcr"] + words)
            #expect(answer.text.contains(message) && answer.code == 2, "\(words): \(answer)")
        }
    }
}
