/// By what secrets are recognised within a text whose key says nothing of it: private keys and tokens by
/// their form, assignments by their left side, URLs by their user info, command lines by their options.
struct SecretText {
    private let lower: LowerCaseText
    /// Whether a mere mention of a secret counts: in a command line or JSON, but not in prose or a name.
    private let countsMentions: Bool
    private let isProse: Bool
    /// How far a password, host or token is followed, so that a long text takes no square of its time.
    private static let reach = 256
    /// Longer texts are files, whose secrets need no look to be out of place.
    private static let maxBytes = 4096

    /// Whether a text holds something that looks like a secret. In prose a mention of a secret is none.
    static func mayHoldSecret(_ text: String, isProse: Bool = false) -> Bool {
        if text.utf8.count < 8 { return false }
        if text.utf8.count > maxBytes { return true }
        let clean = RedactionMark.removed(from: text)
        return SecretText(clean, isProse: isProse).holdsSecret || (!isProse && SecretWords.isOpaque(clean))
    }

    /// Whether a text, such as a key, has a user's password before an `@`.
    static func isLogin(_ text: String) -> Bool {
        guard text.utf8.contains(UInt8(ascii: "@")), text.utf8.contains(UInt8(ascii: ":")) else {
            return false
        }
        let text = SecretText(text, isProse: true)
        return text.lower.bytes.indices.contains { index in
            guard text.lower.bytes[index] == UInt8(ascii: ":") else { return false }
            return text.lower.has("://", at: index) ? text.hasUserInfo(index + 3) : text.isLogin(index)
        }
    }

    private init(_ text: String, isProse: Bool) {
        lower = LowerCaseText(text)
        self.isProse = isProse
        let first = lower.bytes.first
        countsMentions =
            !isProse
            && (first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
                || lower.bytes.contains(UInt8(ascii: " ")))
    }

    private var holdsSecret: Bool {
        if countsMentions, SecretWords.isIn(lower) { return true }
        // People write it down: "the password is X".
        if isProse, lower.contains("passw") || lower.contains("passphrase") { return true }
        for index in lower.bytes.indices where isSecret(at: index) { return true }
        return false
    }

    private func isSecret(at index: Int) -> Bool {
        switch lower.bytes[index] {
        case UInt8(ascii: "="): isAssignment(index)
        case UInt8(ascii: ":"):
            lower.has("://", at: index) ? hasUserInfo(index + 3) : isAssignment(index) || isLogin(index)
        case UInt8(ascii: " "): isOption(index)
        case UInt8(ascii: "-"): lower.has("-----begin", at: index)
        case UInt8(ascii: "b"):
            lower.has("bearer ", at: index) || lower.has("basic ", at: index) && run(index + 6) >= 8
        case UInt8(ascii: "c"): lower.has("chpasswd", at: index)
        case UInt8(ascii: "$"):
            ["$1$", "$5$", "$6$", "$y$", "$2a$", "$2b$", "$2y$", "$apr1$"].contains {
                lower.has($0, at: index)
            }
        case UInt8(ascii: "e"): isWebToken(index)
        case UInt8(ascii: "a"):
            isWordStart(index) && (lower.has("akia", at: index) || lower.has("aiza", at: index))
                && run(index) >= 16
        case UInt8(ascii: "g"):
            isWordStart(index)
                && ["ghp_", "gho_", "ghs_", "github_pat_", "glpat-"].contains { lower.has($0, at: index) }
        case UInt8(ascii: "x"): lower.has("xox", at: index) && isWordStart(index) && run(index) >= 16
        case UInt8(ascii: "h"):
            isWordStart(index) && (lower.has("hvs.", at: index) || lower.has("hooks.", at: index))
        // The beginning of a PEM block in base64.
        case UInt8(ascii: "l"): lower.has("ls0tls1crudjti", at: index)
        default: false
        }
    }

    /// Whether the sign at `index` assigns to something whose name is secret: `password: x`, `DB_PASS=x`,
    /// `"token":"x"`. The colon of an image such as `token-refresher:v1` does not.
    private func isAssignment(_ index: Int) -> Bool {
        var end = index
        while end > 0, isQuoteOrBlank(lower.bytes[end - 1]) { end -= 1 }
        var start = end
        while start > 0, isNameByte(lower.bytes[start - 1]) { start -= 1 }
        guard start < end else { return false }
        var next = index + 1
        while next < lower.bytes.count, isQuoteOrBlank(lower.bytes[next]) { next += 1 }
        guard next < lower.bytes.count, SecretWords.isSecretIdentifier(lower.slice(start..<end)) else {
            return false
        }
        let isTight = lower.bytes[index] == UInt8(ascii: ":") && next == index + 1 && end == index
        return !isTight || start == 0
            || lower.bytes[start - 1] != UInt8(ascii: "/")
                && SecretWords.isSecretIdentifier(lower.lastWord(start..<end))
    }

    /// Whether the colon at `index` stands between a user and a password: `user:password@host`. The digest of
    /// an image, `image:tag@sha256:...`, is none.
    private func isLogin(_ index: Int) -> Bool {
        guard index > 0, isNameByte(lower.bytes[index - 1]) else { return false }
        for place in (index + 1)..<min(index + 1 + Self.reach, lower.bytes.count) {
            switch lower.bytes[place] {
            case UInt8(ascii: "@"): return place > index + 1 && !lower.has("@sha256:", at: place)
            case UInt8(ascii: " "), UInt8(ascii: "\""), UInt8(ascii: "'"), 0x0A: return false
            case UInt8(ascii: "/") where isPort((index + 1)..<place): return false
            default: continue
            }
        }
        return false
    }

    /// Whether a part of the text is the number of a port, or nothing.
    private func isPort(_ range: Range<Int>) -> Bool {
        lower.bytes[range].allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
    }

    /// Whether the blank at `index` begins an option that takes a password: `-pX`, `-p X`, `-u user:X`.
    private func isOption(_ index: Int) -> Bool {
        if lower.has(" -p", at: index) { return true }
        let length = lower.has(" -u ", at: index) ? 4 : lower.has(" --user ", at: index) ? 8 : 0
        guard length > 0 else { return false }
        return lower.bytes[(index + length)...].prefix { $0 != UInt8(ascii: " ") }.contains(UInt8(ascii: ":"))
    }

    /// Whether the authority of a URL, which begins at `start`, has a user.
    private func hasUserInfo(_ start: Int) -> Bool {
        var colon: Int?
        for place in start..<min(start + Self.reach, max(start, lower.bytes.count)) {
            switch lower.bytes[place] {
            case UInt8(ascii: "@"): return place > start && !lower.has("@sha256:", at: place)
            case UInt8(ascii: " "), 0x0A: return false
            case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"):
                // What follows a colon and is no port is a password, which ends at the `@`.
                guard let colon, !isPort((colon + 1)..<place) else { return false }
            case UInt8(ascii: ":"): colon = colon ?? place
            default: continue
            }
        }
        return false
    }

    /// Whether a JSON web token begins at `index`.
    private func isWebToken(_ index: Int) -> Bool {
        guard lower.has("eyj", at: index), isWordStart(index) else { return false }
        // The first of its three parts is short; the second may be longer than anybody looks.
        let head = lower.bytes[index...].prefix(Self.reach).prefix { SecretWords.isBase64($0) }
        return head.count >= 16 && head.endIndex < lower.bytes.count
            && lower.bytes[head.endIndex] == UInt8(ascii: ".")
    }

    /// How many letters of base64 follow from `index` on; 16 when there are more.
    private func run(_ index: Int) -> Int {
        guard index < lower.bytes.count else { return 0 }
        return lower.bytes[index...].prefix(16).prefix { SecretWords.isBase64($0) }.count
    }

    private func isWordStart(_ index: Int) -> Bool {
        guard index > 0 else { return true }
        let byte = lower.bytes[index - 1]
        return !SecretWords.isBase64(byte) || byte == UInt8(ascii: "=") || byte == UInt8(ascii: "/")
    }

    private func isQuoteOrBlank(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: " ") || byte == 0x5C
    }

    private func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"),
            UInt8(ascii: "_"), UInt8(ascii: "."):
            true
        default: false
        }
    }
}
