import Kubernetes

/// Takes secrets out of what is read: values of Secrets, credentials and private keys become `<redacted #n>`, equal
/// values with equal n, before anything else sees them.
struct Redactor: Sendable {
    private var numbers: [String: Int] = [:]
    private var keys: [String: RedactorKey] = [:]
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
        return walk(document, key: word("")) ?? document
    }

    private static let secretKinds: Set<String> = [
        "Secret", "BareMetalHostCredential", "ServiceUser", "OpenStackDeploymentSecret", "MiraCephSecret",
        "CephDeploymentSecret", "License", "Proxy",
    ]

    /// The value without secrets; nil when it has none.
    private mutating func walk(_ value: Value, key: RedactorKey) -> Value? {
        switch value.node {
        case .list(var list):
            var isChanged = false
            for index in list.indices {
                guard let clean = walk(list[index], key: key) else { continue }
                list[index] = clean
                isChanged = true
            }
            return isChanged ? Value(node: .list(list), position: value.position) : nil
        case .map(var fields):
            var isChanged = false
            for index in fields.indices {
                let field = fields[index]
                guard let clean = walk(field, of: fields) else { continue }
                fields[index].value = clean
                isChanged = true
            }
            return isChanged ? Value(node: .map(fields), position: value.position) : nil
        case .scalar(let scalar):
            guard scalar.isString else { return nil }
            return text(scalar, key: key, of: value)
        }
    }

    /// The value of a field without secrets; nil when it has none.
    private mutating func walk(_ field: Value.Field, of fields: [Value.Field]) -> Value? {
        let key = word(field.key)
        if key.isReference { return walk(field.value, key: key) }
        if key.isSecret { return redactAll(field.value) }
        // A Helm or environment pair {name: X_PASSWORD, value: ...} hides its key in a value.
        if field.key == "value", let name = fields.first(where: { $0.key == "name" })?.value.string,
            SecretWords.isSecret(name)
        {
            return redactAll(field.value)
        }
        return walk(field.value, key: key)
    }

    /// What a key says of its value. Keys come again and again, so each is looked at once.
    private mutating func word(_ key: String) -> RedactorKey {
        if let known = keys[key] { return known }
        let word = RedactorKey(
            isReference: Self.references.contains(key), isSecret: SecretWords.isSecret(key),
            isScript: key == "kubectl.kubernetes.io/last-applied-configuration" || SecretWords.isScript(key),
            isKey: key.lowercased() == "key")
        keys[key] = word
        return word
    }

    /// Keys that sound secret and only name where a secret is.
    private static let references: Set<String> = [
        "credentialsName", "secretName", "secret_key_ref", "secretKeyRef", "secretRef", "secret_name",
        "credentials", "tokenTTL", "minTokenRemainingTTL", "imagePullSecrets", "secretNamespace",
        "automountServiceAccountToken", "publicKeys", "tokenSecret",
    ]

    /// A text that is no secret by its key may hold one: a private key, a password in a URL, a script that sets a
    /// password, a whole manifest in the last-applied annotation.
    private mutating func text(_ scalar: Scalar, key: RedactorKey, of value: Value) -> Value? {
        if key.isScript { return replaced(value, scalar.text) }
        if key.isKey, SecretWords.isKeyMaterial(scalar.text) { return replaced(value, scalar.text) }
        guard SecretWords.mayHoldSecret(scalar.text) else { return nil }
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
