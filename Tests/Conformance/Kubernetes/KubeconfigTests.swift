import Foundation
import HardwareAdapters
import Testing

@Suite(.timeLimit(.minutes(1))) struct KubeconfigTests {
    /// A file of one context with what is to be said of the cluster and the user.
    private static func text(cluster: String = "", user: String = "{}") -> String {
        """
        apiVersion: v1
        kind: Config
        current-context: mosk
        contexts:
        - name: mosk
          context: {cluster: c, user: u, namespace: openstack}
        - name: other
          context: {cluster: d}
        clusters:
        - name: c
          cluster: {server: "https://10.0.0.5:6443"\(cluster)}
        - name: d
          cluster: {server: "https://rancher.example/k8s/clusters/c-1/"}
        users:
        - name: u
          user: \(user)
        """
    }

    private func read(_ text: String, context: String? = nil) throws(KubeconfigError) -> Kubeconfig {
        try Kubeconfig(bytes: Array(text.utf8), file: "kube.yml", context: context)
    }

    @Test func theCurrentContextIsTaken() throws {
        let configuration = try read(Self.text(user: "{token: abc}"))
        #expect(configuration.context == "mosk" && configuration.namespace == "openstack")
        #expect("\(configuration.address)" == "https://10.0.0.5:6443" && configuration.path == "")
        #expect(configuration.trust == .machine)
        guard case .token = configuration.credentials else {
            Issue.record("\(configuration.credentials)")
            return
        }
        #expect(!"\(configuration)".contains("abc"))
    }

    @Test func anotherContextIsTakenByItsName() throws {
        let configuration = try read(Self.text(), context: "other")
        #expect("\(configuration.address)" == "https://rancher.example")
        #expect(configuration.path == "/k8s/clusters/c-1" && configuration.namespace == "default")
        guard case .none = configuration.credentials else {
            Issue.record("\(configuration.credentials)")
            return
        }
    }

    @Test func whatIsWrittenInBase64IsTaken() throws {
        let data = Data("PEM".utf8).base64EncodedString()
        let configuration = try read(
            Self.text(
                cluster: ", certificate-authority-data: \(data)",
                user: "{client-certificate-data: \(data), client-key-data: \(data)}"))
        #expect(configuration.authorities == "PEM")
        guard case .certificate(let identity) = configuration.credentials else {
            Issue.record("\(configuration.credentials)")
            return
        }
        #expect(!"\(identity)".contains("key: \"PEM\""))
        #expect(try read(Self.text(cluster: ", insecure-skip-tls-verify: true")).trust == .unverified)
    }

    @Test func filesAreRelativeToIt() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "kube-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer {
            do { try FileManager.default.removeItem(at: folder) } catch {
                print("left behind: \(folder.path)")
            }
        }
        try Data("AUTHORITY".utf8).write(to: folder.appending(path: "ca.pem"))
        let configuration = try Kubeconfig(
            bytes: Array(
                Self.text(cluster: ", certificate-authority: ca.pem", user: "{tokenFile: token}").utf8),
            file: folder.appending(path: "config").path)
        #expect(configuration.authorities == "AUTHORITY")
        guard case .tokenFile(let file) = configuration.credentials else {
            Issue.record("\(configuration.credentials)")
            return
        }
        #expect(file == folder.appending(path: "token").path)
    }

    @Test func aTokenIsReadFromItsFileForEachCommand() async throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "token-\(UUID().uuidString)")
        defer { unlink(file.path) }
        let server = try ScriptedServer { _ in [.answer(200, #"{"gitVersion": "v1.31.5"}"#)] }
        let configuration = Kubeconfig(
            context: "mosk", address: try #require(HTTPAddress("http://127.0.0.1:\(server.port)")),
            credentials: .tokenFile(file.path))
        let client = KubernetesAPIClient(configuration)
        do throws(KubernetesAPIClient.Failure) {
            _ = try await client.version()
            Issue.record("a version without a token")
        } catch {
            #expect(error.description == "mosk: GET /version: \(file.path) holds no token")
        }
        for token in ["first", "second"] {
            try Data("\(token)\n".utf8).write(to: file)
            #expect(try await client.version() == "v1.31.5")
            #expect(server.requests.last?.header("Authorization") == "Bearer \(token)")
        }
        await client.close()
    }

    @Test(arguments: [
        ("a: [", "kube.yml:"), ("kind: Pod", "kube.yml: no kubeconfig"),
        ("kind: Config", "kube.yml: it has no current context"),
        ("kind: Config\ncurrent-context: x", "kube.yml:1:1: there is no context x"),
        (text().replacing("cluster: c,", with: "cluster: e,"), "there is no cluster e"),
        (text().replacing("https://10.0.0.5:6443", with: "10.0.0.5/?a"), "server is no address"),
        (text(cluster: ", proxy-url: http://p"), "proxy-url is not supported"),
        (
            text(cluster: ", certificate-authority-data: '*hidden*'"),
            "certificate-authority-data is no text in base64"
        ),
        (
            text(cluster: ", certificate-authority: /nonexistent"),
            "certificate-authority: the file cannot be read"
        ),
        (text(user: "{exec: {command: hidden}}"), "credentials by exec are not supported"),
        (text(user: "{username: a, password: hidden}"), "credentials by username are not supported"),
        (text(user: "{token: 'hidden hidden'}"), "token is none"),
        (text(user: "{client-key-data: aGlkZGVu}"), "client-certificate and client-key go together"),
    ])
    func whatCannotBeUsedIsSaidWithoutItsValues(text: String, message: String) {
        do throws(KubeconfigError) {
            _ = try read(text)
            Issue.record("it is read: \(text)")
        } catch {
            #expect(error.description.contains(message), "\(error)")
            #expect(!error.description.contains("hidden"))
        }
    }
}
