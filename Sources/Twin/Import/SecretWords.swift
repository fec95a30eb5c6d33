/// By what secrets are recognised.
enum SecretWords {
    private static let words: [StaticString] = [
        "password", "passwd", "passphrase", "secret", "token", "privatekey", "private_key", "tlskey", "apikey",
        "api_key", "accesskey", "access_key", "secretkey", "credential", "authkey", "keyring", "kubeconfig",
        "bearer", "community", "hmac", "licensekey",
    ]

    /// Whether a key says that its value is secret.
    static func isSecret(_ key: String) -> Bool {
        var lower = LowerCaseText(key)
        lower.keep { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: ".") }
        if lower.ends(with: "ref") || lower.ends(with: "name") || lower.ends(with: "names") { return false }
        return words.contains { lower.contains($0) } || lower.equals("pass") || lower.equals("pwd")
    }

    /// Whether the value of a field called `key` is a key rather than the name of one: long, without blanks, and
    /// of upper case, lower case and digits, as base64 is.
    static func isKeyMaterial(_ text: String) -> Bool {
        text.utf8.count >= 20 && !text.contains(" ") && text.contains(where: \.isUppercase)
            && text.contains(where: \.isLowercase) && text.contains(where: \.isNumber)
    }

    /// Whether a key's value is a script or user data that may set a password.
    static func isScript(_ key: String) -> Bool {
        let lower = LowerCaseText(key)
        return lower.contains("userdata") || lower.contains("user-data") || lower.ends(with: "script")
            || lower.contains("cloud-init") || lower.contains("cloudinit")
    }

    /// Whether a text holds something that looks like a secret.
    static func mayHoldSecret(_ text: String) -> Bool {
        if text.utf8.count < 8 { return false }
        let lower = LowerCaseText(text)
        if lower.has("eyj", at: 0), lower.bytes.split(separator: UInt8(ascii: ".")).count == 3 { return true }
        var hasScheme = false
        for index in lower.bytes.indices {
            switch lower.bytes[index] {
            case UInt8(ascii: "p"):
                if lower.has("private key-----", at: index) || holds("password", in: lower, at: index)
                    || holds("passwd", in: lower, at: index)
                {
                    return true
                }
            case UInt8(ascii: "b"): if lower.has("bearer ", at: index) { return true }
            case UInt8(ascii: "c"): if lower.has("chpasswd", at: index) { return true }
            case UInt8(ascii: "a"):
                if lower.has("aws_secret", at: index) || holds("api_key", in: lower, at: index)
                    || holds("apikey", in: lower, at: index)
                {
                    return true
                }
            case UInt8(ascii: "s"): if holds("secret", in: lower, at: index) { return true }
            case UInt8(ascii: "t"): if holds("token", in: lower, at: index) { return true }
            case UInt8(ascii: ":"):
                // Only the first URL is looked at.
                if !hasScheme, lower.has("://", at: index) {
                    hasScheme = true
                    if hasUserInfo(lower, at: index + 3) { return true }
                }
            default: break
            }
        }
        return false
    }

    /// Whether the authority of a URL, which begins at `start`, has a user.
    private static func hasUserInfo(_ text: LowerCaseText, at start: Int) -> Bool {
        for byte in text.bytes[start...] {
            switch byte {
            case UInt8(ascii: "@"): return true
            case UInt8(ascii: "/"), UInt8(ascii: " "), UInt8(ascii: "?"), UInt8(ascii: "#"): return false
            default: continue
            }
        }
        return false
    }

    /// Whether `word` stands at `index` and is followed by an assignment, as in `password: x`, `token=x` or
    /// `"password":"x"`.
    private static func holds(_ word: StaticString, in text: LowerCaseText, at index: Int) -> Bool {
        guard text.has(word, at: index) else { return false }
        for byte in text.bytes[(index + word.utf8CodeUnitCount)...] {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: " "), UInt8(ascii: "_"): continue
            default: return byte == UInt8(ascii: ":") || byte == UInt8(ascii: "=")
            }
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
