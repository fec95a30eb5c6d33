/// A quantity of a resource, to the thousandth.
///
/// Source: kubernetes apimachinery pkg/api/resource/quantity.go (binary suffixes of 1024, decimal ones of
/// 1000, exponents); fractions of a thousandth are rounded up.
public struct Quantity: Hashable, Sendable {
    /// How many thousandths of its unit: of a core, of a byte.
    public var thousandths: Int64

    private static let suffixes: [(text: String, numerator: Int128, denominator: Int128)] = [
        ("Ki", 1 << 10, 1), ("Mi", 1 << 20, 1), ("Gi", 1 << 30, 1), ("Ti", 1 << 40, 1), ("Pi", 1 << 50, 1),
        ("Ei", 1 << 60, 1), ("n", 1, 1_000_000_000), ("u", 1, 1_000_000), ("m", 1, 1000), ("k", 1000, 1),
        ("M", 1_000_000, 1), ("G", 1_000_000_000, 1), ("T", 1_000_000_000_000, 1),
        ("P", 1_000_000_000_000_000, 1), ("E", 1_000_000_000_000_000_000, 1),
    ]

    /// Reads a quantity; nil when it is none. What is too large counts as the largest.
    public init?(_ text: String) {
        var digits = Substring(text)
        var (numerator, denominator): (Int128, Int128) = (1, 1)
        if let suffix = Self.suffixes.first(where: { text.hasSuffix($0.text) }) {
            digits = digits.dropLast(suffix.text.count)
            (numerator, denominator) = (suffix.numerator, suffix.denominator)
        } else if let mark = text.firstIndex(where: { $0 == "e" || $0 == "E" }) {
            guard let exponent = Int(text[text.index(after: mark)...]), (-9...18).contains(exponent) else {
                return nil
            }
            digits = digits[..<mark]
            for _ in 0..<abs(exponent) {
                if exponent > 0 { numerator *= 10 } else { denominator *= 10 }
            }
        }
        let isNegative = digits.hasPrefix("-")
        if isNegative || digits.hasPrefix("+") { digits = digits.dropFirst() }
        let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count),
            parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
            parts.contains(where: { !$0.isEmpty }), digits.utf8.count <= 20
        else { return nil }
        var value: Int128 = 0
        for byte in parts.joined().utf8 { value = value * 10 + Int128(byte - 48) }
        if parts.count == 2 { for _ in 0..<parts[1].utf8.count { denominator *= 10 } }
        let (product, overflow) = value.multipliedReportingOverflow(by: numerator * 1000)
        let whole = overflow ? Int128(Int64.max) : (product + denominator - 1) / denominator
        thousandths = Int64(clamping: isNegative ? -whole : whole)
    }
}
