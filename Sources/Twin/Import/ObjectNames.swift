import Kubernetes

/// What a Kubernetes API server lets objects be called. Others never came from one, and would garble a
/// report.
enum ObjectNames {
    /// The longest name. Source: kubernetes/apimachinery, pkg/util/validation, `DNS1123SubdomainMaxLength`.
    private static let maxBytes = 253

    /// Throws when `value`, the field `key` of the metadata, is no name.
    static func check(_ value: Value, _ key: String, _ file: String) throws(CloudError) {
        guard let text = value.string else {
            let hint = value.fields == nil && value.list == nil ? "put the name in quotes" : ""
            throw CloudError(
                FieldError.expected("a string", found: value, hint: hint).inside(key).inside("metadata"),
                file: file)
        }
        if let problem = problem(text, isAllowed: isNameByte) {
            throw error(value, problem, "names are of letters, digits, '-', '.' and ':'", file).inside(
                "metadata.\(key)")
        }
    }

    /// Throws when kind or version are not words.
    static func check(kind: Value?, apiVersion: Value?, _ file: String) throws(CloudError) {
        if let kind, let text = kind.string, let problem = problem(text, isAllowed: isWordByte) {
            throw error(kind, problem, "a kind is one word, such as Machine", file).inside("kind")
        }
        if let version = apiVersion, let text = version.string {
            if let problem = problem(text, isAllowed: { isNameByte($0) || $0 == UInt8(ascii: "/") }) {
                throw error(version, problem, "write it as GROUP/VERSION or v1", file).inside("apiVersion")
            }
            if text.utf8.count(where: { $0 == UInt8(ascii: "/") }) > 1 {
                throw error(version, "there is more than one '/'", "write it as GROUP/VERSION or v1", file)
                    .inside("apiVersion")
            }
        }
    }

    private static func problem(_ text: String, isAllowed: (UInt8) -> Bool) -> String? {
        if text.isEmpty { return "expected a name, found an empty string" }
        if text.utf8.count > maxBytes {
            return "the name has \(text.utf8.count) bytes; \(maxBytes) are allowed"
        }
        return text.utf8.allSatisfy(isAllowed) ? nil : "a character in it can't be in a name"
    }

    private static func error(_ value: Value, _ problem: String, _ hint: String, _ file: String) -> CloudError
    {
        CloudError(FieldError(position: value.position, problem: problem, hint: hint), file: file)
    }

    /// Kubernetes itself lets some kinds, such as roles, have names with colons; upper case occurs in
    /// fixtures.
    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: ":"), UInt8(ascii: "_"): true
        default: isWordByte(byte)
        }
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }
}

extension CloudError {
    /// The error with the field in front.
    fileprivate func inside(_ field: String) -> CloudError {
        var error = self
        error.problem = "\(field): \(problem)"
        return error
    }
}
