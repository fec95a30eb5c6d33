/// By what keys secrets are recognised. Texts are looked at by `SecretText`.
enum SecretWords {
    /// Stand anywhere in a key, once its separators are taken out.
    private static let words: [StaticString] = [
        "password", "passwd", "passphrase", "secret", "token", "privatekey", "privkey", "tlskey", "apikey",
        "accesskey", "credential", "authkey", "keyring", "kubeconfig", "bearer", "community", "hmac",
        "licensekey",
        "encryptionkey", "sshkey", "signingkey", "masterkey", "clientkey", "serverkey", "sharedkey", "fernet",
        "dockerconfig", "dockercfg", "idrsa", "ided25519", "idecdsa", "keypem",
        "cookie", "unseal", "accountkey", "storagekey", "heartbeatkey", "rndckey", "tsigkey", "passwort",
        "kennwort",
    ]

    /// End a key when it is secret, and say nothing in its middle: `passThrough`, `saltMaster`.
    private static let lastWords: [StaticString] = ["pass", "pwd", "pw", "psk", "salt"]

    /// End a key that is none for all that.
    private static let innocentWords: [StaticString] = ["bypass", "compass"]

    /// Are the last word of a key when it is secret, and end too many other words.
    private static let wholeWords: [StaticString] = ["kek", "otp", "pin", "passcode"]

    /// End a key that only names where a secret is, or how long it lives.
    private static let innocentEnds: [StaticString] = ["ref", "name", "names", "file", "path", "dir", "ttl"]

    /// Whether a key says that its value is secret.
    static func isSecret(_ key: String) -> Bool {
        var lower = LowerCaseText(key)
        lower.keep { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: ".") && $0 != UInt8(ascii: "_") }
        if innocentEnds.contains(where: { lower.ends(with: $0) }) { return false }
        if words.contains(where: { lower.contains($0) }) { return true }
        if lastWords.contains(where: { lower.ends(with: $0) }) {
            return !innocentWords.contains { lower.ends(with: $0) }
        }
        let last = LowerCaseText(String(lastSegment(key)))
        return wholeWords.contains { last.equals($0) }
    }

    /// Whether the text of an assignment's left side, without capitals to tell words apart, says that the
    /// right side is secret.
    static func isSecretIdentifier(_ identifier: LowerCaseText) -> Bool {
        var lower = identifier
        lower.keep { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: ".") && $0 != UInt8(ascii: "_") }
        if innocentEnds.contains(where: { lower.ends(with: $0) }) { return false }
        return words.contains { lower.contains($0) } || lastWords.contains { lower.ends(with: $0) }
            || lower.equals("sig") || lower.ends(with: "signature") || lower.equals("auth")
    }

    /// Whether one of the words for secrets stands in a text.
    static func isIn(_ text: LowerCaseText) -> Bool {
        for index in text.bytes.indices {
            for word in wordsByFirst[Int(text.bytes[index])] where text.has(word, at: index) { return true }
        }
        return false
    }

    /// The words by their first byte.
    private static let wordsByFirst: [[StaticString]] = (0..<256).map { first in
        words.filter { $0.withUTF8Buffer { Int($0[0]) } == first }
    }

    /// Whether the value of a key may be a key itself: `key`, `keys` and whatever ends so, but for public
    /// ones.
    static func isKey(_ key: String) -> Bool {
        let lower = LowerCaseText(key)
        return (lower.ends(with: "key") || lower.ends(with: "keys")) && !lower.contains("pub")
    }

    /// Whether a value is a key rather than the name of one: long, without blanks, and of upper case, lower
    /// case and digits, as base64 is.
    static func isKeyMaterial(_ text: String) -> Bool {
        text.utf8.count >= 16 && isMixed(text)
    }

    /// Whether a text without any context is a key: as long as 24 bytes in base64, and of its letters only.
    static func isOpaque(_ text: String) -> Bool {
        text.utf8.count >= 32 && text.utf8.allSatisfy { isBase64($0) } && isMixed(text)
    }

    /// Whether a key's value, if it is one text, is a script, a file or user data, which may set a password,
    /// a web hook, whose address is one, or what somebody logs in with.
    static func isScript(_ key: String) -> Bool {
        let lower = LowerCaseText(key)
        return lower.contains("userdata") || lower.contains("user-data") || lower.contains("user_data")
            || lower.ends(with: "script") || lower.contains("cloud-init") || lower.contains("cloudinit")
            || lower.contains("webhook") || lower.equals("content") || lower.equals("contents")
            || lower.ends(with: "auth") || lower.contains("authorization") || lower.equals("private")
            || lower.ends(with: "license")
    }

    /// Whether a key's value is prose, in which words such as "secret" are only mentioned.
    static func isProse(_ key: String) -> Bool {
        ["message", "reason", "description", "npTemplate"].contains(key)
    }

    /// Whether a byte can stand in base64, of either alphabet.
    static func isBase64(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "="),
            UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }

    private static func isMixed(_ text: String) -> Bool {
        var (hasUpper, hasLower, hasDigit) = (false, false, false)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): hasUpper = true
            case UInt8(ascii: "a")...UInt8(ascii: "z"): hasLower = true
            case UInt8(ascii: "0")...UInt8(ascii: "9"): hasDigit = true
            case UInt8(ascii: " "), 0x0A: return false
            default: break
            }
        }
        return hasUpper && hasLower && hasDigit
    }

    /// The last word of a key written as `lastWord`, `last_word`, `last-word` or `LAST_WORD`.
    private static func lastSegment(_ key: String) -> Substring {
        var start = key.startIndex
        var wasLower = false
        for index in key.indices {
            let character = key[index]
            if "-_./".contains(character) {
                start = key.index(after: index)
                wasLower = false
            } else {
                let isUpper = character.isUppercase
                if isUpper, wasLower { start = index }
                wasLower = !isUpper
            }
        }
        return key[start...]
    }
}
