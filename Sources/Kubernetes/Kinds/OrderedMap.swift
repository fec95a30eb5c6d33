/// Values by name, in the order of first use: a YAML map of structs or of maps.
public struct OrderedMap<Element: FieldValue>: FieldValue, Equatable {
    /// The names, in order, each once.
    public private(set) var names: [String] = []
    /// The values, in the order of their names.
    public private(set) var values: [Element] = []

    /// No entries.
    public init() {}

    /// The entries, in order. O(n).
    public var entries: [(name: String, value: Element)] { Array(zip(names, values)).map { ($0, $1) } }

    /// How many entries there are.
    public var count: Int { names.count }

    /// The place of `name` in `names` and `values`, or nil.
    @inlinable
    public func index(_ name: String) -> Int? {
        for index in names.indices where names[index] == name { return index }
        return nil
    }

    /// The value under `name`; setting nil removes it.
    public subscript(name: String) -> Element? {
        @inlinable
        get { index(name).map { values[$0] } }
        set {
            if let index = index(name) {
                if let newValue {
                    values[index] = newValue
                } else {
                    names.remove(at: index)
                    values.remove(at: index)
                }
            } else if let newValue {
                append(name, newValue)
            }
        }
    }

    /// Changes the value at a place in `values`.
    public mutating func change(at index: Int, _ body: (inout Element) -> Void) { body(&values[index]) }

    private mutating func append(_ name: String, _ value: Element) {
        names.append(name)
        values.append(value)
    }

    public init(value: Value) throws(FieldError) {
        guard let fields = value.fields else {
            throw FieldError(
                position: value.position, problem: "expected a map", hint: "write `name: {...}` entries")
        }
        for field in fields {
            do {
                append(field.key, try Element(value: field.value))
            } catch {
                throw error.inside(field.key)
            }
        }
    }

    public func encoded(over base: Value?) -> Value {
        .map(
            names.indices.map { index in
                Value.Field(key: names[index], value: values[index].encoded(over: base?[names[index]]))
            })
    }
}
