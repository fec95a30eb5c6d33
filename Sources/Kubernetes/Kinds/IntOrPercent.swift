/// A count, or a share of a count, as Kubernetes budgets and strategies take it.
public enum IntOrPercent: FieldValue, Hashable {
    /// So many.
    case count(Int64)
    /// So many hundredths.
    case percent(Int64)

    /// How many that is of `total`; shares are rounded up, as the disruption controller does.
    public func of(_ total: Int64) -> Int64 {
        switch self {
        case .count(let count): count
        case .percent(let percent): Int64(clamping: (Int128(total) * Int128(percent) + 99) / 100)
        }
    }

    public init(value: Value) throws(FieldError) {
        if let count = value.int {
            self = .count(count)
        } else if let text = value.string, let percent = Self.percent(text) {
            self = .percent(percent)
        } else {
            throw FieldError(
                position: value.position, problem: "neither a whole number nor a percentage",
                hint: "write it as 2 or \"50%\"")
        }
    }

    public func encoded(over base: Value?) -> Value {
        switch self {
        case .count(let count): return count.encoded(over: base)
        case .percent(let percent):
            if let base, let text = base.string, Self.percent(text) == percent { return base }
            return .string("\(percent)%")
        }
    }

    /// The hundredths that `text` says: digits and a percent sign, without a sign before them.
    /// Source: kubernetes apimachinery pkg/util/validation/validation.go, IsValidPercent.
    private static func percent(_ text: String) -> Int64? {
        guard text.hasSuffix("%"), text.utf8.first.map({ (48...57).contains($0) }) ?? false else {
            return nil
        }
        return Int64(text.dropLast())
    }
}
