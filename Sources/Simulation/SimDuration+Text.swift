extension SimDuration: CustomStringConvertible {
    /// As Go and Kubernetes write durations, rounded to the second from one minute on and cut to three
    /// decimals below: `1h30m0s`, `12.5s`, `250ms`, `1.5µs`.
    public var description: String {
        let size = nanoseconds.magnitude
        let sign = nanoseconds < 0 ? "-" : ""
        switch size {
        case 0: return "0s"
        case ..<1_000: return "\(sign)\(size)ns"
        case ..<1_000_000: return sign + Self.decimal(size, unit: 1_000) + "µs"
        case ..<1_000_000_000: return sign + Self.decimal(size, unit: 1_000_000) + "ms"
        case ..<60_000_000_000: return sign + Self.decimal(size, unit: 1_000_000_000) + "s"
        default:
            let seconds = (size + 500_000_000) / 1_000_000_000
            let hours = seconds >= 3600 ? "\(seconds / 3600)h" : ""
            return "\(sign)\(hours)\(seconds / 60 % 60)m\(seconds % 60)s"
        }
    }

    /// For people, two units at most: `3 d 4 h`, `2 h 05 min`, `12 min 30 s`, `45 s`.
    public var readable: String {
        let seconds = Int64((nanoseconds.magnitude + 500_000_000) / 1_000_000_000)
        let sign = nanoseconds < 0 && seconds > 0 ? "-" : ""
        if seconds < 60 { return "\(sign)\(seconds) s" }
        if seconds < 3600 {
            let rest = seconds % 60 == 0 ? "" : " \(Self.padded(seconds % 60)) s"
            return "\(sign)\(seconds / 60) min" + rest
        }
        let minutes = (seconds + 30) / 60
        if minutes < 48 * 60 { return "\(sign)\(minutes / 60) h \(Self.padded(minutes % 60)) min" }
        let hours = (minutes + 30) / 60
        return "\(sign)\(hours / 24) d \(hours % 24) h"
    }

    /// Reads a Go duration such as `1h30m`, `90s`, `1.5h`, `250ms`; also `2d`. Fractions of a nanosecond are
    /// dropped. Nil when it is not one, or overflows.
    public init?(_ text: some StringProtocol) {
        var total: Int64 = 0
        var rest = Substring(text)
        let sign = rest.first
        if sign == "-" || sign == "+" { rest = rest.dropFirst() }
        guard !rest.isEmpty else { return nil }
        if rest == "0" {
            self = .zero
            return
        }
        while !rest.isEmpty {
            guard let part = Self.takePart(&rest) else { return nil }
            let (sum, overflow) = total.addingReportingOverflow(part)
            guard !overflow else { return nil }
            total = sum
        }
        self.init(nanoseconds: sign == "-" ? -total : total)
    }

    /// Takes a number with its unit off the front of `rest`; nil when there is none, or it overflows.
    private static func takePart(_ rest: inout Substring) -> Int64? {
        let digits = takeDigits(&rest)
        var fraction: Substring = ""
        if rest.first == "." {
            rest = rest.dropFirst()
            fraction = takeDigits(&rest)
        }
        let unitText = rest.prefix { $0.isLetter }
        rest = rest[unitText.endIndex...]
        guard let unit = nanoseconds(unit: unitText), !digits.isEmpty || !fraction.isEmpty,
            let whole = digits.isEmpty ? 0 : Int64(digits)
        else { return nil }
        let (scaled, overflow) = whole.multipliedReportingOverflow(by: unit)
        // 14 decimals are enough to tell nanoseconds apart in a day.
        var part: Int64 = 0
        var power: Int64 = 1
        for byte in fraction.utf8.prefix(14) {
            part = part * 10 + Int64(byte - 48)
            power *= 10
        }
        let (sum, overflow2) = scaled.addingReportingOverflow(
            power.dividingFullWidth(part.multipliedFullWidth(by: unit)).quotient)
        return overflow || overflow2 ? nil : sum
    }

    private static func takeDigits(_ rest: inout Substring) -> Substring {
        let digits = rest.prefix { ("0"..."9").contains($0) && $0.isASCII }
        rest = rest[digits.endIndex...]
        return digits
    }

    /// Both the micro sign (U+00B5) and the Greek letter (U+03BC) are read, as in Go.
    private static func nanoseconds(unit: Substring) -> Int64? {
        switch unit {
        case "ns": 1
        case "us", "\u{b5}s", "\u{3bc}s": 1_000
        case "ms": 1_000_000
        case "s": 1_000_000_000
        case "m", "min": 60_000_000_000
        case "h": 3_600_000_000_000
        case "d": 86_400_000_000_000
        default: nil
        }
    }

    private static func decimal(_ value: UInt64, unit: UInt64) -> String {
        let thousandths = value % unit / (unit / 1000)
        guard thousandths > 0 else { return "\(value / unit)" }
        var digits = String(thousandths + 1000).dropFirst()
        while digits.last == "0" { digits = digits.dropLast() }
        return "\(value / unit).\(digits)"
    }

    /// Two digits at least, for clocks.
    static func padded(_ value: Int64) -> String { value < 10 ? "0\(value)" : "\(value)" }
}
