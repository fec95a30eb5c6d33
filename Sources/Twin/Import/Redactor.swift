import Kubernetes

/// Takes secrets out of what is read: values of Secrets, credentials and private keys become `<redacted #n>`,
/// equal values with equal n, before anything else sees them. Redacting what is redacted changes nothing.
struct Redactor: Sendable {
    private var numbers: [String: Int] = [:]
    private var keys: [String: RedactorKey] = [:]

    /// An object without its secrets.
    mutating func redact(_ document: Value) -> Value {
        walk(document, key: word("")) ?? document
    }

    /// The fields of a map that has a kind: nearly all of a Secret is secret, wherever the object stands.
    private mutating func redact(_ fields: [Value.Field], kind: String) -> [Value.Field] {
        let isSecret = Self.isSecret(kind: kind)
        // Without metadata or data it is no object, but names one.
        guard fields.contains(where: { $0.key.lowercased().hasSuffix("data") }) else { return fields }
        return fields.map { field in
            var field = field
            switch field.key {
            case "apiVersion", "kind", "type", "immutable", "status": break
            case "metadata":
                if isSecret, let annotations = field.value["annotations"] {
                    field.value["annotations"] = redactAll(annotations)
                }
            case "spec" where kind != "Secret":
                if isSecret { field.value = redactCredential(field.value) }
            default:
                if isSecret || field.key.lowercased().hasSuffix("data") {
                    field.value = redactData(field.value, of: fields, isSecret: isSecret)
                }
            }
            return field
        }
    }

    /// The data of a Secret or ConfigMap. What start scripts of a database have published is kept, positions
    /// and times, and what is set of the OpenStack controller.
    private mutating func redactData(_ data: Value, of object: [Value.Field], isSecret: Bool) -> Value {
        guard !isSecret, let fields = data.fields else { return redactAll(data) }
        let isState = DatabaseStateText.isState(object)
        let isConfiguration = OpenStackControllerOptions.isConfiguration(object)
        guard isState || isConfiguration else { return redactAll(data) }
        return Value(
            node: .map(
                fields.map { field in
                    var field = field
                    if isConfiguration, field.key == OpenStackControllerOptions.key,
                        let text = field.value.string, !RedactionMark.isWhole(text)
                    {
                        let clean = OpenStackControllerOptions.published(text) { line in
                            RedactionMark.isWhole(line) ? line : RedactionMark.text(number(line))
                        }
                        field.value = Value(
                            node: .scalar(Scalar(string: clean)), position: field.value.position)
                    } else if SecretText.isLogin(field.key) {
                        field = Value.Field(
                            key: RedactionMark.text(number(field.key)), value: redactAll(field.value))
                    } else if !isState || !DatabaseStateText.isPublished(field) {
                        field.value = redactAll(field.value)
                    }
                    return field
                }), position: data.position)
    }

    private static func isSecret(kind: String) -> Bool {
        kind.hasSuffix("Secret") || kind.hasSuffix("Credential") || secretKinds.contains(kind)
    }

    private static let secretKinds: Set<String> = ["ServiceUser", "License", "Proxy", "SecretList"]

    /// The value without secrets; nil when it has none.
    private mutating func walk(_ value: Value, key: RedactorKey) -> Value? {
        switch value.node {
        case .list(var list):
            var isChanged = false
            for index in list.indices {
                let isOption =
                    index > 0 && Self.takesSecret(list[index - 1]) || Self.holdsPassword(list[index])
                guard let clean = isOption ? redactAll(list[index]) : walk(list[index], key: key) else {
                    continue
                }
                list[index] = clean
                isChanged = true
            }
            return isChanged ? Value(node: .list(list), position: value.position) : nil
        case .map(var fields):
            var (isChanged, isConfiguration) = (false, false)
            if let kind = value["kind"]?.string, kind == "ConfigMap" || Self.isSecret(kind: kind) {
                fields = redact(fields, kind: kind)
                isChanged = true
                isConfiguration = kind == "ConfigMap" && OpenStackControllerOptions.isConfiguration(fields)
            }
            for index in fields.indices {
                let field = fields[index]
                // What is left there is no secret, though it has several lines.
                if isConfiguration, field.key == "data" { continue }
                if let clean = walk(field, of: fields, under: key) {
                    fields[index].value = clean
                    isChanged = true
                }
                if SecretText.isLogin(field.key) {
                    fields[index].key = RedactionMark.text(number(field.key))
                    isChanged = true
                }
            }
            return isChanged ? Value(node: .map(fields), position: value.position) : nil
        case .scalar(let scalar):
            guard scalar.isString else { return nil }
            return text(scalar, key: key, of: value)
        }
    }

    /// Whether an argument is an option whose value, the next argument, is secret.
    private static func takesSecret(_ argument: Value) -> Bool {
        guard let text = argument.string, text.hasPrefix("-"), !text.contains("=") else { return false }
        return ["-p", "-u", "--user"].contains(text) || SecretWords.isSecret(text)
    }

    /// Whether an argument is the short option of a password with the password, as in `mysql -pX`.
    private static func holdsPassword(_ argument: Value) -> Bool {
        guard let text = argument.string, text.hasPrefix("-p") else { return false }
        return text.utf8.count > 2 && !RedactionMark.isWhole(text)
    }

    /// The value of a field without secrets; nil when it has none.
    private mutating func walk(
        _ field: Value.Field, of fields: [Value.Field], under parent: RedactorKey
    ) -> Value? {
        if Self.labels.contains(field.key) || parent.isMetadata && field.key == "labels" { return nil }
        let key = word(field.key)
        if key.isReference { return walk(field.value, key: key) }
        if key.isSecret { return redactAll(field.value) }
        if Self.values.contains(field.key.lowercased()) {
            // A Helm or environment pair {name: X_PASSWORD, value: ...} hides its key in a value.
            let isSecret = fields.contains { pair in
                Self.names.contains(pair.key.lowercased())
                    && pair.value.string.map { SecretWords.isSecret($0) } ?? false
            }
            // A requirement of a selector is compared by its text.
            let isSelector = fields.contains { $0.key == "operator" }
            if parent.isReference || isSecret && !isSelector { return redactAll(field.value) }
        }
        // The key beside a certificate is its private key, however short.
        if key.isKey, field.value.string != nil, fields.contains(where: { Self.isCertificate($0.key) }) {
            return redactAll(field.value)
        }
        return walk(field.value, key: key)
    }

    /// What is compared by its text and never secret.
    private static let labels: Set<String> = ["matchLabels", "nodeSelector", "nodeLabels"]
    private static let names: Set<String> = [
        "name", "key", "param", "parameter", "option", "id", "field", "property", "variable", "envname",
    ]
    private static let values: Set<String> = ["value", "values", "default", "val", "text", "string", "data"]

    private static func isCertificate(_ key: String) -> Bool {
        ["cert", "crt", "certificate", "tls.crt", "cert.pem"].contains(key)
    }

    /// What a key says of its value. Keys come again and again, so each is looked at once.
    private mutating func word(_ key: String) -> RedactorKey {
        if let known = keys[key] { return known }
        let word = RedactorKey(
            isReference: Self.references.contains(key), isSecret: SecretWords.isSecret(key),
            isScript: key == "kubectl.kubernetes.io/last-applied-configuration" || SecretWords.isScript(key),
            isKey: SecretWords.isKey(key), isProse: SecretWords.isProse(key),
            isMetadata: key == "metadata")
        keys[key] = word
        return word
    }

    /// Keys that sound secret and only name where a secret is.
    private static let references: Set<String> = [
        "credentialsName", "secretName", "secret_key_ref", "secretKeyRef", "secretRef", "secret_name",
        "tokenTTL", "minTokenRemainingTTL", "imagePullSecrets", "secretNamespace",
        "automountServiceAccountToken", "publicKeys", "tokenSecret",
    ]

    /// A text that is no secret by its key may hold one: a private key, a password in a URL, a script that
    /// sets a password, a whole manifest in the last-applied annotation. Texts of several lines are files and
    /// scripts.
    private mutating func text(_ scalar: Scalar, key: RedactorKey, of value: Value) -> Value? {
        let text = scalar.text
        if key.isScript || key.isKey && SecretWords.isKeyMaterial(text) { return replaced(value, text) }
        if !key.isProse, let end = text.utf8.firstIndex(of: 0x0A),
            text.utf8.index(after: end) != text.utf8.endIndex
        {
            return replaced(value, text)
        }
        guard SecretText.mayHoldSecret(text, isProse: key.isProse) else { return nil }
        if let url = withoutUserInfo(text) {
            return Value(
                node: .scalar(Scalar(text: url, style: scalar.style, tag: scalar.tag)),
                position: value.position)
        }
        return replaced(value, text)
    }

    /// A single URL with its user info replaced, or nil when the text is none or holds more secrets.
    private mutating func withoutUserInfo(_ text: String) -> String? {
        guard !text.contains(" "), !text.contains("\n"), let scheme = text.range(of: "://") else {
            return nil
        }
        let rest = text[scheme.upperBound...]
        let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        guard let at = authority.lastIndex(of: "@") else { return nil }
        let tail = rest[rest.index(after: at)...]
        let head = String(text[..<scheme.upperBound])
        guard !SecretText.mayHoldSecret(head + String(tail)) else { return nil }
        return head + RedactionMark.text(number(String(authority[..<at]))) + "@" + String(tail)
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
            return value.isNull || value.bool != nil || scalar.text.isEmpty
                ? value : replaced(value, scalar.text)
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
        if RedactionMark.isWhole(text) { return value }
        return Value(
            node: .scalar(Scalar(string: RedactionMark.text(number(text)))), position: value.position)
    }

    private mutating func number(_ text: String) -> Int {
        if let number = numbers[text] { return number }
        numbers[text] = numbers.count + 1
        return numbers.count
    }
}
