import Files
import Foundation
import Kubernetes

/// How to reach the API of a Kubernetes cluster and as whom, as a context of a kubeconfig file says it.
///
/// Source: Kubernetes documentation, "kubeconfig (v1)". Credentials by a program (`exec`), by a provider, and
/// by user and password, and proxies, are not supported and refused.
public struct Kubeconfig: Sendable {
    /// The context's name.
    public var context: String
    /// Where the API answers, and what comes before its paths.
    public var address: HTTPAddress
    public var path: String
    /// By what it proves who it is.
    public var trust: TLSTrust
    /// The authorities that are trusted in place of the machine's, in PEM; nil for these.
    public var authorities: String?
    /// By what the client says who it is.
    public var credentials: KubernetesCredentials
    /// The namespace that is meant where none is said.
    public var namespace: String

    /// Makes a configuration for an address without a path.
    public init(
        context: String, address: HTTPAddress, trust: TLSTrust = .machine,
        credentials: KubernetesCredentials = .none
    ) {
        self.context = context
        self.address = address
        self.trust = trust
        self.credentials = credentials
        path = ""
        namespace = "default"
    }

    /// Reads a file's `context`, or the current one; files that it names are relative to its folder and read
    /// now, but for the token's.
    public init(bytes: [UInt8], file: String, context: String? = nil) throws(KubeconfigError) {
        var reader = YAMLReader(file: file)
        let documents: [Value]
        do throws(YAMLError) {
            documents = try reader.read(bytes)
        } catch {
            throw KubeconfigError(
                place: "\(error.file):\(error.line):\(error.column)", problem: error.problem)
        }
        guard documents.count == 1, let document = documents.first, document["kind"]?.text == "Config" else {
            throw KubeconfigError(place: file, problem: "no kubeconfig: its kind is not Config")
        }
        let part = KubeconfigPart(value: document, file: file)
        let current = try part.text("current-context")
        guard let name = context ?? current, !name.isEmpty else {
            throw KubeconfigError(place: file, problem: "it has no current context; name one")
        }
        let chosen = try part.named(name, in: "contexts", "context")
        let cluster = try part.named(chosen.needed("cluster"), in: "clusters", "cluster")
        let (address, path) = try cluster.server()
        self.init(context: name, address: address)
        self.path = path
        namespace = try chosen.text("namespace") ?? "default"
        if cluster.value["insecure-skip-tls-verify"]?.bool == true { trust = .unverified }
        authorities = try cluster.authorities()
        if let user = try chosen.text("user"), !user.isEmpty {
            credentials = try part.named(user, in: "users", "user").credentials()
        }
    }
}

/// A part of a kubeconfig file.
private struct KubeconfigPart {
    let value: Value
    let file: String

    func wrong(_ problem: String, _ key: String? = nil) -> KubeconfigError {
        let position = key.flatMap { value[$0]?.position } ?? value.position
        return KubeconfigError(
            place: position.isKnown ? "\(file):\(position)" : file, problem: problem)
    }

    func text(_ key: String) throws(KubeconfigError) -> String? {
        guard let value = value[key], !value.isNull else { return nil }
        guard let text = value.text else { throw wrong("\(key) is no text", key) }
        return text
    }

    func needed(_ key: String) throws(KubeconfigError) -> String {
        guard let text = try text(key), !text.isEmpty else { throw wrong("\(key) is not there") }
        return text
    }

    /// The entry of a name in a list, where `kind` holds what it is.
    func named(_ name: String, in list: String, _ kind: String) throws(KubeconfigError) -> KubeconfigPart {
        guard let entry = value[list]?.list?.first(where: { $0["name"]?.text == name }) else {
            throw wrong("there is no \(kind) \(name)", list)
        }
        guard let part = entry[kind], part.fields != nil else {
            throw KubeconfigPart(value: entry, file: file).wrong("the \(kind) \(name) has no fields")
        }
        return KubeconfigPart(value: part, file: file)
    }

    /// The address, and the path that comes before those of the API.
    func server() throws(KubeconfigError) -> (HTTPAddress, String) {
        let text = try needed("server")
        var (host, path) = (text, "")
        if let scheme = text.range(of: "://"), let slash = text[scheme.upperBound...].firstIndex(of: "/") {
            (host, path) = (String(text[..<slash]), String(text[slash...]))
            while path.hasSuffix("/") { path.removeLast() }
        }
        guard let address = HTTPAddress(host), HTTPAddress.path(of: path.isEmpty ? "/" : path) != nil,
            !path.contains("?")
        else { throw wrong("server is no address; write https://HOST[:PORT]", "server") }
        return (address, path)
    }

    func authorities() throws(KubeconfigError) -> String? {
        for key in ["proxy-url", "tls-server-name"] where value[key] != nil {
            throw wrong("\(key) is not supported", key)
        }
        return try contents("certificate-authority")
    }

    func credentials() throws(KubeconfigError) -> KubernetesCredentials {
        for key in ["exec", "auth-provider", "username", "password", "as"] where value[key] != nil {
            throw wrong("credentials by \(key) are not supported", key)
        }
        // As kubectl does: the file goes before the token, since that may be old.
        if let file = try text("tokenFile") { return .tokenFile(path(file)) }
        if let token = try text("token") {
            guard KubernetesCredentials.isToken(token) else { throw wrong("token is none", "token") }
            return .token(Secret(token))
        }
        let certificates = try contents("client-certificate")
        let key = try contents("client-key")
        guard certificates != nil || key != nil else { return .none }
        guard let certificates, let key else { throw wrong("client-certificate and client-key go together") }
        return .certificate(TLSIdentity(certificates: certificates, key: Secret(key)))
    }

    /// What a key holds in base64 under `KEY-data`, or in the file that it names.
    private func contents(_ key: String) throws(KubeconfigError) -> String? {
        if let encoded = try text("\(key)-data") {
            guard let data = Data(base64Encoded: encoded), let text = String(data: data, encoding: .utf8)
            else {
                throw wrong("\(key)-data is no text in base64", "\(key)-data")
            }
            return text
        }
        guard let name = try text(key) else { return nil }
        do throws(SmallFile.Problem) {
            return try SmallFile.text(path(name), limit: 1 << 20)
        } catch {
            throw wrong("\(key): the file \(error.words)", key)
        }
    }

    private func path(_ name: String) -> String {
        name.hasPrefix("/")
            ? name : URL(filePath: file).deletingLastPathComponent().appending(path: name).path
    }
}

extension KubernetesCredentials {
    /// Whether a text can be sent as a token.
    static func isToken(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (0x21...0x7e).contains($0) }
    }
}
