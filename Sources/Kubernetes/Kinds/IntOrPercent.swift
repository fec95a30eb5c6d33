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
        case .percent(let percent): (total * percent + 99) / 100
        }
    }

    public init(value: Value) throws(FieldError) {
        if let count = value.int {
            self = .count(count)
        } else if let text = value.string, text.hasSuffix("%"), let percent = Int64(text.dropLast()) {
            self = .percent(percent)
        } else {
            throw FieldError(
                position: value.position, problem: "neither a whole number nor a percentage",
                hint: "write it as 2 or \"50%\"")
        }
    }

    public func encoded(over base: Value?) -> Value {
        switch self {
        case .count(let count): .int(count)
        case .percent(let percent): .string("\(percent)%")
        }
    }
}
