import Foundation
import Testing

/// `twin probe mke`, run as a user runs it.
@Suite(.timeLimit(.minutes(2))) struct ProbeEngineTests {
    private static func node(
        _ name: String, _ state: String, _ reachable: String?, _ more: String = "", version: Int = 1
    ) -> String {
        let role = reachable == nil ? "worker" : "manager"
        let manager =
            reachable.map { #", "ManagerStatus": {"Leader": \#(name == "m1"), "Reachability": "\#($0)"}"# }
            ?? ""
        return """
            {"ID": "id\(name)", "Version": {"Index": \(version)}, "Spec": {"Role": "\(role)",
            "Availability": "active"}, "Description": {"Hostname": "\(name)", "Engine": {"EngineVersion":
            "25.0.14"}}, "Status": {"State": "\(state)", "Addr": "10.0.0.\(name.last ?? "0")"\(more)}\(manager)}
            """
    }

    private static func server() throws -> ScriptedServer {
        let nodes = [
            node("m1", "ready", "reachable"), node("m2", "ready", "reachable"),
            node("m3", "down", "unreachable", #", "Message": "heartbeat failure""#), node("w4", "ready", nil),
        ].joined(separator: ",")
        let kubernetes = """
            {"metadata": {"resourceVersion": "9"}, "items": [{"metadata": {"name": "w4"}, "spec":
            {"unschedulable": true}, "status": {"nodeInfo": {"kubeletVersion": "v1.31.5-mirantis-1",
            "containerRuntimeVersion": "docker://25.0.14"}, "conditions": [{"type": "Ready", "status": "True"}]}},
            {"metadata": {"name": "m1"}, "spec": {}, "status": {"conditions": [{"type": "Ready", "status":
            "Unknown"}]}}]}
            """
        return try ScriptedServer { request in
            switch request.line.split(separator: " ")[1] {
            case "/auth/login":
                [
                    request.text.contains("correct horse")
                        ? .answer(200, #"{"auth_token": "t"}"#) : .answer(401)
                ]
            case "/nodes": [.answer(200, "[\(nodes)]")]
            case "/info": [.answer(200, #"{"ServerVersion": "ucp/3.8.2"}"#)]
            case "/version": [.answer(200, #"{"gitVersion": "v1.31.5-mirantis-1"}"#)]
            case "/api/v1/nodes?limit=500": [.answer(200, kubernetes)]
            default: [.answer(404)]
            }
        }
    }

    /// A kubeconfig file for a port, while a body runs.
    private func withFile(_ text: String, _ body: (String) async throws -> Void) async throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "kube-\(UUID().uuidString).yml")
        defer { unlink(file.path) }
        try Data(text.utf8).write(to: file)
        try await body(file.path)
    }

    private func kubeconfig(_ port: Int) -> String {
        """
        kind: Config
        current-context: mosk
        contexts: [{name: mosk, context: {cluster: c, user: u}}]
        clusters: [{name: c, cluster: {server: "http://127.0.0.1:\(port)"}}]
        users: [{name: u, user: {token: hidden-token}}]
        """
    }

    @Test func whatIsToldIsShown() async throws {
        let server = try Self.server()
        try await withFile(kubeconfig(server.port)) { file in
            let answer = try await TwinProgram.run(
                [
                    "probe", "mke", "http://127.0.0.1:\(server.port)", "--user", "admin", "--password-env",
                    "P",
                    "--kubeconfig", file,
                ], ["P": "correct horse"])
            #expect(
                answer.text == """
                    http://127.0.0.1:\(server.port)
                      version        3.8.2
                      managers       2 of 3 answer: none may be lost

                    nodes of the swarm
                      NAME  ROLE     STATE  AVAILABILITY  REACHABLE  RUNTIME  ADDRESS   SAYS
                      m1    leader   ready  active        yes        25.0.14  10.0.0.1  -
                      m2    manager  ready  active        yes        25.0.14  10.0.0.2  -
                      m3    manager  down   active        no         25.0.14  10.0.0.3  heartbeat failure
                      w4    worker   ready  active        -          25.0.14  10.0.0.4  -

                    http://127.0.0.1:\(server.port)
                      context        mosk
                      version        v1.31.5-mirantis-1

                    nodes of Kubernetes
                      NAME  READY    PODS       KUBELET             RUNTIME
                      m1    unknown  taken      -                   -
                      w4    true     kept away  v1.31.5-mirantis-1  docker://25.0.14

                    """)
            #expect(answer.code == 0)
        }
    }

    @Test func jsonHasTheSame() async throws {
        let server = try Self.server()
        try await withFile(kubeconfig(server.port)) { file in
            let answer = try await TwinProgram.run(["probe", "mke", "--kubeconfig", file, "--json"])
            let object = try #require(
                try JSONSerialization.jsonObject(with: Data(answer.text.utf8)) as? [String: Any])
            let kubernetes = try #require(object["kubernetes"] as? [String: Any])
            #expect((kubernetes["nodes"] as? [[String: Any]])?.last?["isCordoned"] as? Bool == true)
            #expect(!answer.text.contains("hidden-token"))
            #expect(answer.code == 0)
        }
    }

    @Test func whoDoesNotLetInIsNamed() async throws {
        let server = try Self.server()
        let answer = try await TwinProgram.run(
            ["probe", "mke", "http://127.0.0.1:\(server.port)", "--user", "admin", "--password-env", "P"],
            ["P": "hidden"])
        #expect(
            answer.text
                == "http://127.0.0.1:\(server.port): POST /auth/login: the engine refuses the credentials\n")
        #expect(answer.code == 1)
    }

    @Test func badInputIsSaid() async throws {
        try await withFile("kind: Config\n") { file in
            let cases: [([String], String)] = [
                ([], "name an address or a kubeconfig file"),
                (["ftp://x"], "ftp://x: no address of an engine"),
                (["https://u:hidden@x"], "the address with a user in it: no address of an engine"),
                (["https://x"], "MKE needs --user"), (["https://x", "--user", "u"], "MKE needs --user"),
                (["x", "--insecure", "--ca-file", "f"], "exclude each other"),
                (["x", "--ca-file", "/nonexistent"], "--ca-file /nonexistent: cannot be read"),
                (["x", "--context", "c"], "--context needs --kubeconfig"),
                (["--kubeconfig", "/nonexistent"], "--kubeconfig /nonexistent: cannot be read"),
                (["--kubeconfig", file, "--insecure"], "each goes with an address"),
                (["--kubeconfig", "/dev/zero"], "--kubeconfig /dev/zero: is too large"),
                (["x", "--user", "u", "--password-file", "/dev/zero"], "/dev/zero: is too large"),
                (["--kubeconfig", file], "\(file): it has no current context"),
                (["x", "--timeout", "0"], "not in 1...3600"),
            ]
            for (words, message) in cases {
                let answer = try await TwinProgram.run(["probe", "mke"] + words)
                #expect(
                    answer.text.contains(message) && !answer.text.contains("hidden") && answer.code == 2,
                    "\(words): \(answer)")
            }
        }
    }
}
