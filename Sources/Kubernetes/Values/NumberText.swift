/// Texts of floating-point numbers as Go prints them, from the shortest digits that read back.
enum NumberText {
    /// The number as Go's JSON encoder prints it; infinities and not-a-number, which JSON lacks, as YAML text
    /// in quotes. Source: Go, encoding/json, floatEncoder.
    static func json(_ value: Double) -> String {
        if value.isNaN { return "\".nan\"" }
        if value.isInfinite { return value < 0 ? "\"-.inf\"" : "\".inf\"" }
        let parts = Decimal(value.description)
        let magnitude = value.magnitude
        let isPlain = magnitude == 0 || (magnitude >= 1e-6 && magnitude < 1e21)
        return isPlain ? parts.fixed : parts.scientific(exponentDigits: 1)
    }

    /// The number as a key of a map. Source: kubernetes-sigs/yaml, yaml.go, convertToJSONableObject, which
    /// prints keys with the precision of 32 bits and Go's format 'g'.
    static func keyText(of value: Double) -> String {
        if value.isNaN { return ".nan" }
        let narrow = Float(value)
        if narrow.isInfinite { return narrow < 0 ? "-.inf" : ".inf" }
        let parts = Decimal(narrow.description)
        let exponent = parts.digits.isEmpty ? 0 : parts.pointPlace - 1
        return exponent < -4 || exponent >= 6 ? parts.scientific(exponentDigits: 2) : parts.fixed
    }

    /// A decimal number: its digits without outer zeros, and the place of the point counted from their left.
    private struct Decimal {
        var isNegative = false
        var digits: [UInt8] = []
        var pointPlace = 0

        init(_ description: String) {
            var exponent = 0
            var seenPoint = false
            var bytes = description.utf8[...]
            if bytes.first == UInt8(ascii: "-") {
                isNegative = true
                bytes = bytes.dropFirst()
            }
            while let byte = bytes.popFirst() {
                if byte == UInt8(ascii: ".") {
                    seenPoint = true
                } else if byte == UInt8(ascii: "e") {
                    exponent = Int(String(Substring(bytes))) ?? 0
                    break
                } else if digits.isEmpty && byte == UInt8(ascii: "0") {
                    if seenPoint { pointPlace -= 1 }
                } else {
                    digits.append(byte)
                    if !seenPoint { pointPlace += 1 }
                }
            }
            pointPlace += exponent
            while digits.last == UInt8(ascii: "0") { digits.removeLast() }
        }

        var fixed: String {
            let sign = isNegative ? "-" : ""
            if digits.isEmpty { return sign + "0" }
            let text = String(decoding: digits, as: UTF8.self)
            if pointPlace <= 0 { return sign + "0." + String(repeating: "0", count: -pointPlace) + text }
            if pointPlace >= digits.count {
                return sign + text + String(repeating: "0", count: pointPlace - digits.count)
            }
            return sign + text.prefix(pointPlace) + "." + text.dropFirst(pointPlace)
        }

        func scientific(exponentDigits: Int) -> String {
            let exponent = pointPlace - 1
            let text = String(decoding: digits, as: UTF8.self)
            let fraction = digits.count > 1 ? "." + text.dropFirst() : ""
            let number = String(exponent.magnitude)
            let zeros = String(repeating: "0", count: max(0, exponentDigits - number.utf8.count))
            let mark = exponent < 0 ? "e-" : "e+"
            return (isNegative ? "-" : "") + text.prefix(1) + fraction + mark + zeros + number
        }
    }
}
