import Kubernetes

/// The spread of a timing in millionths: the standard deviation of a duration's logarithm.
struct TimingSpread: FieldValue {
    var millionths: Int64 = 0

    /// The largest: two thirds of the occurrences within a factor of 7. Guess, three times what is measured
    /// anywhere; more would make the sum of a run meaningless.
    static let max = 2.0

    init() {}

    init(value: Value) throws(FieldError) {
        guard let text = value.text, let number = Double(text), number >= 0, number <= Self.max else {
            throw FieldError.expected(
                "a number from 0 to 2", found: value,
                hint: "it is the standard deviation of the duration's logarithm, such as 0.2")
        }
        millionths = Int64((number * 1_000_000).rounded())
    }

    func encoded(over base: Value?) -> Value {
        Value(node: .scalar(Scalar(text: String(Double(millionths) / 1_000_000), style: .plain)))
    }
}
