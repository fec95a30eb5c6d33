// Source of the rules: go-yaml v2 as kept in kubernetes-sigs/yaml, goyaml.v2/resolve.go. A number outside
// 64 bits in another base than ten stays a string here, as no Kubernetes field could hold it.
extension Scalar {
    /// What the scalar means to Kubernetes.
    public var resolved: ScalarType {
        switch tag {
        case .none: style == .plain ? Scalar.resolve(text) : .string(text)
        case .string: .string(text)
        case .float: Scalar.asFloat(Scalar.resolve(text))
        case .bool, .int, .null: Scalar.resolve(text)
        }
    }

    /// Whether the scalar is a string to Kubernetes.
    public var isString: Bool {
        switch tag {
        case .none: style != .plain || Scalar.readsAsString(text)
        case .string: true
        case .bool, .int, .float, .null: false
        }
    }

    /// Whether the text written plain is a string.
    static func readsAsString(_ text: String) -> Bool {
        guard let first = text.utf8.first else { return false }
        guard canStartTyped(first) else { return true }
        if case .string = resolve(text) { return true }
        return false
    }

    /// The type and value of a text written plain.
    static func resolve(_ text: String) -> ScalarType {
        guard let first = text.utf8.first else { return .null }
        guard canStartTyped(first) else { return .string(text) }
        if text.utf8.count <= 5, let word = resolveWord(text) { return word }
        switch first {
        case UInt8(ascii: "."):
            return isFloat(text) ? float(text) ?? .string(text) : .string(text)
        case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            return resolveNumber(text) ?? .string(text)
        default:
            return .string(text)
        }
    }

    /// The text of a key as Kubernetes sees it; nil when the key is null.
    var keyText: String? {
        if style != .plain && tag == .none { return text }
        switch resolved {
        case .null: return nil
        case .bool(let value): return value ? "true" : "false"
        case .int(let value): return String(value)
        case .unsigned(let value): return String(value)
        case .float(let value): return NumberText.keyText(of: value)
        case .string(let text): return text
        }
    }

    private static func canStartTyped(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "~"),
            UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "y"), UInt8(ascii: "Y"), UInt8(ascii: "n"), UInt8(ascii: "N"),
            UInt8(ascii: "t"), UInt8(ascii: "T"), UInt8(ascii: "f"), UInt8(ascii: "F"),
            UInt8(ascii: "o"), UInt8(ascii: "O"):
            true
        default: false
        }
    }

    private static func resolveWord(_ text: String) -> ScalarType? {
        switch text {
        case "true", "True", "TRUE", "y", "Y", "yes", "Yes", "YES", "on", "On", "ON": .bool(true)
        case "false", "False", "FALSE", "n", "N", "no", "No", "NO", "off", "Off", "OFF": .bool(false)
        case "~", "null", "Null", "NULL": .null
        case ".nan", ".NaN", ".NAN": .float(.nan)
        case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF": .float(.infinity)
        case "-.inf", "-.Inf", "-.INF": .float(-.infinity)
        default: nil
        }
    }

    private static func resolveNumber(_ text: String) -> ScalarType? {
        let plain = text.utf8.contains(UInt8(ascii: "_")) ? text.filter { $0 != "_" } : text
        return integer(plain) ?? (isFloat(plain) ? float(plain) : nil)
    }

    private static func integer(_ text: String) -> ScalarType? {
        var bytes = text.utf8[...]
        let sign = bytes.first
        let isSigned = sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+")
        if isSigned { bytes = bytes.dropFirst() }
        var base: UInt64 = 10
        if bytes.first == UInt8(ascii: "0"), let second = bytes.dropFirst().first {
            switch second | 0x20 {
            case UInt8(ascii: "x"): base = 16
            case UInt8(ascii: "o"): base = 8
            case UInt8(ascii: "b"): base = 2
            default: base = 0
            }
            bytes = base == 0 ? bytes.dropFirst() : bytes.dropFirst(2)
            if base == 0 { base = 8 }
        }
        guard let magnitude = magnitude(bytes, base: base) else { return nil }
        if sign == UInt8(ascii: "-") {
            if magnitude <= UInt64(Int64.max) { return .int(-Int64(magnitude)) }
            return magnitude == UInt64(Int64.max) + 1 ? .int(Int64.min) : nil
        }
        if magnitude <= UInt64(Int64.max) { return .int(Int64(magnitude)) }
        return isSigned ? nil : .unsigned(magnitude)
    }

    private static func magnitude(_ digits: Substring.UTF8View, base: UInt64) -> UInt64? {
        guard !digits.isEmpty else { return nil }
        var sum: UInt64 = 0
        for byte in digits {
            let digit: UInt64
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = UInt64(byte - UInt8(ascii: "0"))
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = UInt64(byte - UInt8(ascii: "a")) + 10
            case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = UInt64(byte - UInt8(ascii: "A")) + 10
            default: return nil
            }
            guard digit < base else { return nil }
            let (product, overflowed) = sum.multipliedReportingOverflow(by: base)
            let (next, carried) = product.addingReportingOverflow(digit)
            if overflowed || carried { return nil }
            sum = next
        }
        return sum
    }

    /// Whether the text is digits with at most one point, then perhaps an exponent.
    private static func isFloat(_ text: String) -> Bool {
        var bytes = text.utf8[...]
        if bytes.first == UInt8(ascii: "+") || bytes.first == UInt8(ascii: "-") { bytes = bytes.dropFirst() }
        let whole = dropDigits(&bytes)
        if bytes.first == UInt8(ascii: ".") {
            bytes = bytes.dropFirst()
            let fraction = dropDigits(&bytes)
            if whole + fraction == 0 { return false }
        } else if whole == 0 {
            return false
        }
        if let mark = bytes.first, mark | 0x20 == UInt8(ascii: "e") {
            bytes = bytes.dropFirst()
            if bytes.first == UInt8(ascii: "+") || bytes.first == UInt8(ascii: "-") {
                bytes = bytes.dropFirst()
            }
            if dropDigits(&bytes) == 0 { return false }
        }
        return bytes.isEmpty
    }

    private static func dropDigits(_ bytes: inout Substring.UTF8View) -> Int {
        var count = 0
        while let byte = bytes.first, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
            bytes = bytes.dropFirst()
            count += 1
        }
        return count
    }

    private static func float(_ text: String) -> ScalarType? {
        guard let value = Double(text), value.isFinite else { return nil }
        return .float(value)
    }

    private static func asFloat(_ type: ScalarType) -> ScalarType {
        switch type {
        case .int(let value): .float(Double(value))
        case .unsigned(let value): .float(Double(value))
        case .null, .bool, .float, .string: type
        }
    }
}
