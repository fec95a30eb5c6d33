import Kubernetes

/// A small decimal number that is not negative, in millionths.
struct Decimal: FieldValue {
    var millionths: Int64

    init(millionths: Int64) { self.millionths = millionths }

    init(value: Value) throws(FieldError) {
        guard let text = value.text, let number = Double(text), number >= 0, number < 1000 else {
            throw FieldError.expected("a number from 0 to 1000", found: value)
        }
        millionths = Int64((number * 1_000_000).rounded())
    }

    func encoded(over base: Value?) -> Value {
        Value(node: .scalar(Scalar(text: String(Double(millionths) / 1_000_000), style: .plain)))
    }
}
