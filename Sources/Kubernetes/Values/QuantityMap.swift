/// Quantities by resource, as written: `cpu: 100m`, `memory: 1Gi`. A number needs no quotes.
public struct QuantityMap: FieldValue {
    private var texts = StringMap()

    /// Nothing.
    public init() {}

    public init(value: Value) throws(FieldError) {
        guard let fields = value.fields else { throw FieldError.expected("a map", found: value) }
        for field in fields {
            guard let text = field.value.text, Quantity(text) != nil else {
                throw FieldError(
                    position: field.value.position, problem: "not a quantity",
                    hint: "write it as 2, 500m or 1Gi"
                ).inside(field.key)
            }
            texts[field.key] = text
        }
    }

    public func encoded(over base: Value?) -> Value {
        if let base, let same = Self.read(base), same == self { return base }
        return texts.encoded(over: nil)
    }

    private static func read(_ value: Value) -> QuantityMap? {
        do throws(FieldError) { return try QuantityMap(value: value) } catch { return nil }
    }

    /// A resource's quantity in thousandths; nil when nothing is said.
    public func thousandths(_ resource: String) -> Int64? {
        texts[resource].flatMap { Quantity($0)?.thousandths }
    }
}
