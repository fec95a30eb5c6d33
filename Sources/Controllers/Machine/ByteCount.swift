/// Sizes of disks as profiles write them.
enum ByteCount {
    /// 2^30 bytes.
    static let gibibyte: Int64 = 1 << 30

    /// The bytes of a size with a unit, such as `60Gi`, `1.5Ti`, `500G` or `120`; nil for what is none.
    ///
    /// Source: page "Create MOSK host profiles": a size without a unit counts bytes.
    static func parse(_ text: String) -> Int64? {
        let number = text.prefix { $0.isNumber || $0 == "." }
        let unit: Int64
        switch text.dropFirst(number.count) {
        case "", "B": unit = 1
        case "Ki", "KiB": unit = 1 << 10
        case "Mi", "MiB": unit = 1 << 20
        case "Gi", "GiB": unit = gibibyte
        case "Ti", "TiB": unit = 1 << 40
        case "k", "K", "KB": unit = 1_000
        case "M", "MB": unit = 1_000_000
        case "G", "GB": unit = 1_000_000_000
        case "T", "TB": unit = 1_000_000_000_000
        default: return nil
        }
        return multiply(number, unit)
    }

    /// A decimal number of GiB in bytes; nil for what is none.
    static func parseGiB(_ text: String) -> Int64? { multiply(text[...], gibibyte) }

    /// A decimal number times a unit, without the fractions of floating point: six decimals count.
    private static func multiply(_ number: Substring, _ unit: Int64) -> Int64? {
        let parts = number.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let whole = Int64(parts[0]), whole >= 0 else { return nil }
        let (bytes, isTooMuch) = whole.multipliedReportingOverflow(by: unit)
        guard !isTooMuch else { return nil }
        guard parts.count == 2 else { return bytes }
        let digits = parts[1].prefix(6)
        guard !digits.isEmpty, let fraction = Int64(digits) else { return nil }
        var scale: Int64 = 1
        for _ in digits { scale *= 10 }
        return bytes + unit / scale * fraction + unit % scale * fraction / scale
    }
}
