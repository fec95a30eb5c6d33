import Kubernetes

/// Takes secrets out of what is read: values of Secrets, credentials and private keys become `<redacted #n>`, equal
/// values with equal n, before anything else sees them.
struct Redactor: Sendable {
    private var numbers: [String: Int] = [:]
    /// How many values were replaced.
    private(set) var count = 0

    /// An object without its secrets.
    mutating func redact(_ document: Value) -> Value {
        var document = document
        let kind = document["kind"]?.string ?? ""
        if Self.secretKinds.contains(kind) {
            for key in ["data", "stringData"] {
                if let data = document[key] { document[key] = redactAll(data) }
            }
            if kind != "Secret", let spec = document["spec"] { document["spec"] = redactCredential(spec) }
        }
        return walk(document, key: "")
    }

    private static let secretKinds: Set<String> = [
        "Secret", "BareMetalHostCredential", "ServiceUser", "OpenStackDeploymentSecret", "MiraCephSecret",
        "CephDeploymentSecret", "License", "Proxy",
    ]

    private mutating func walk(_ value: Value, key: String) -> Value {
        switch value.node {
        case .list(let list):
            return Value(node: .list(list.map { walk($0, key: key) }), position: value.position)
        case .map(let fields):
            // A Helm or environment pair {name: X_PASSWORD, value: ...} hides its key in a value.
            let name = fields.first { $0.key == "name" }?.value.string ?? ""
            return Value(
                node: .map(
                    fields.map { field in
                        var field = field
                        let isReference = Self.references.contains(field.key)
                        let isPair = field.key == "value" && SecretWords.isSecret(name)
                        if !isReference, isPair || SecretWords.isSecret(field.key) {
                            field.value = redactAll(field.value)
                        } else {
                            field.value = walk(field.value, key: field.key)
                        }
                        return field
                    }), position: value.position)
        case .scalar(let scalar):
            guard scalar.isString else { return value }
            return text(scalar, key: key, of: value)
        }
    }

    /// Keys that sound secret and only name where a secret is.
    private static let references: Set<String> = [
        "credentialsName", "secretName", "secret_key_ref", "secretKeyRef", "secretRef", "secret_name",
        "credentials", "tokenTTL", "minTokenRemainingTTL", "imagePullSecrets", "secretNamespace",
        "automountServiceAccountToken", "publicKeys", "tokenSecret",
    ]

    /// A text that is no secret by its key may hold one: a private key, a password in a URL, a script that sets a
    /// password, a whole manifest in the last-applied annotation.
    private mutating func text(_ scalar: Scalar, key: String, of value: Value) -> Value {
        if key == "kubectl.kubernetes.io/last-applied-configuration" || SecretWords.isScript(key) {
            return replaced(value, scalar.text)
        }
        if key.lowercased() == "key", SecretWords.isKeyMaterial(scalar.text) { return replaced(value, scalar.text) }
        guard SecretWords.mayHoldSecret(scalar.text) else { return value }
        if let url = SecretWords.withoutUserInfo(scalar.text, number: { number($0) }) {
            count += 1
            return Value(
                node: .scalar(Scalar(text: url, style: scalar.style, tag: scalar.tag)), position: value.position)
        }
        return replaced(value, scalar.text)
    }

    private mutating func redactAll(_ value: Value) -> Value {
        switch value.node {
        case .list(let list):
            return Value(node: .list(list.map { redactAll($0) }), position: value.position)
        case .map(let fields):
            return Value(
                node: .map(
                    fields.map { field in
                        var field = field
                        if !Self.references.contains(field.key) { field.value = redactAll(field.value) }
                        return field
                    }), position: value.position)
        case .scalar(let scalar):
            return value.isNull || scalar.text.isEmpty ? value : replaced(value, scalar.text)
        }
    }

    /// A credential's spec: everything but user names is secret.
    private mutating func redactCredential(_ spec: Value) -> Value {
        guard let fields = spec.fields else { return redactAll(spec) }
        return Value(
            node: .map(
                fields.map { field in
                    var field = field
                    if field.key != "username" { field.value = redactAll(field.value) }
                    return field
                }), position: spec.position)
    }

    private mutating func replaced(_ value: Value, _ text: String) -> Value {
        count += 1
        return Value(
            node: .scalar(Scalar(string: "<redacted #\(number(text))>")), position: value.position)
    }

    private mutating func number(_ text: String) -> Int {
        if let number = numbers[text] { return number }
        numbers[text] = numbers.count + 1
        return numbers.count
    }
}
