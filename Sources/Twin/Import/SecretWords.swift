/// By what secrets are recognised.
enum SecretWords {
    private static let words = [
        "password", "passwd", "passphrase", "secret", "token", "privatekey", "private_key", "tlskey", "apikey",
        "api_key", "accesskey", "access_key", "secretkey", "credential", "authkey", "keyring", "kubeconfig",
        "bearer", "community", "hmac", "licensekey",
    ]

    /// Whether a key says that its value is secret.
    static func isSecret(_ key: String) -> Bool {
        let lower = key.lowercased().filter { $0 != "-" && $0 != "." }
        if lower.hasSuffix("ref") || lower.hasSuffix("name") || lower.hasSuffix("names") { return false }
        return words.contains { lower.contains($0) } || lower == "pass" || lower == "pwd"
    }

    /// Whether the value of a field called `key` is a key rather than the name of one: long, without blanks, and
    /// of upper case, lower case and digits, as base64 is.
    static func isKeyMaterial(_ text: String) -> Bool {
        text.utf8.count >= 20 && !text.contains(" ") && text.contains(where: \.isUppercase)
            && text.contains(where: \.isLowercase) && text.contains(where: \.isNumber)
    }

    /// Whether a key's value is a script or user data that may set a password.
    static func isScript(_ key: String) -> Bool {
        let lower = key.lowercased()
        return lower.contains("userdata") || lower.contains("user-data") || lower.hasSuffix("script")
            || lower.contains("cloud-init") || lower.contains("cloudinit")
    }

    /// Whether a text holds something that looks like a secret.
    static func mayHoldSecret(_ text: String) -> Bool {
        if text.utf8.count < 8 { return false }
        let lower = text.lowercased()
        if lower.contains("private key-----") || lower.contains("bearer ") || lower.contains("chpasswd")
            || lower.contains("aws_secret")
        {
            return true
        }
        if lower.hasPrefix("eyj"), lower.split(separator: ".").count == 3 { return true }
        if let scheme = text.range(of: "://") {
            let rest = text[scheme.upperBound...].prefix { $0 != "/" && $0 != " " && $0 != "?" && $0 != "#" }
            if rest.contains("@") { return true }
        }
        for word in ["password", "passwd", "secret", "token", "api_key", "apikey"] {
            if holds(word, in: lower) { return true }
        }
        return false
    }

    /// Whether `word` is followed by an assignment, as in `password: x`, `token=x` or `"password":"x"`.
    private static func holds(_ word: String, in text: String) -> Bool {
        var rest = text[...]
        while let range = rest.range(of: word) {
            let after = rest[range.upperBound...].drop { $0 == "\"" || $0 == "'" || $0 == " " || $0 == "_" }
            if after.first == ":" || after.first == "=" { return true }
            rest = rest[range.upperBound...]
        }
        return false
    }

    /// A single URL with its user info replaced, or nil when the text is no single URL.
    static func withoutUserInfo(_ text: String, number: (String) -> Int) -> String? {
        guard !text.contains(" "), !text.contains("\n"), let scheme = text.range(of: "://") else { return nil }
        let rest = text[scheme.upperBound...]
        let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        guard let at = authority.lastIndex(of: "@") else { return nil }
        let tail = rest[rest.index(after: at)...]
        guard !tail.lowercased().contains("token="), !tail.lowercased().contains("password=") else { return nil }
        let userInfo = String(authority[..<at])
        return text[..<scheme.upperBound] + "<redacted #\(number(userInfo))>@" + tail
    }
}

extension String {
    /// The first place of `other` in the text.
    func range(of other: String) -> Range<Index>? { self[...].range(of: other) }
}

extension Substring {
    /// The first place of `other` in the text.
    func range(of other: String) -> Range<Index>? {
        guard let first = other.first else { return nil }
        var start = startIndex
        while let index = self[start...].firstIndex(of: first) {
            if self[index...].hasPrefix(other) {
                return index..<self.index(index, offsetBy: other.count)
            }
            start = self.index(after: index)
        }
        return nil
    }
}
