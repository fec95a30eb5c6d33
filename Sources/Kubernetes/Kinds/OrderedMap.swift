/// Values by name, in the order of first use: a YAML map of structs.
public struct OrderedMap<Element: FieldCodable>: FieldValue, Equatable {
    /// The entries, in order; names are unique.
    public private(set) var entries: [(name: String, value: Element)] = []

    /// No entries.
    public init() {}

    /// How many entries there are.
    public var count: Int { entries.count }

    /// The place of the entry called `name` in `entries`, or nil.
    @inlinable
    public func index(_ name: String) -> Int? {
        // By span: an array would copy each entry to compare its name.
        let span = entries.span
        for index in span.indices where span[index].name == name { return index }
        return nil
    }

    /// The value under `name`; setting nil removes it.
    public subscript(name: String) -> Element? {
        @inlinable
        get { index(name).map { entries[$0].value } }
        set {
            if let index = entries.firstIndex(where: { $0.name == name }) {
                if let newValue { entries[index].value = newValue } else { entries.remove(at: index) }
            } else if let newValue {
                entries.append((name, newValue))
            }
        }
    }

    public init(value: Value) throws(FieldError) {
        guard let fields = value.fields else {
            throw FieldError(
                position: value.position, problem: "expected a map", hint: "write `name: {...}` entries")
        }
        for field in fields {
            do {
                entries.append((field.key, try Element(value: field.value)))
            } catch {
                throw error.inside(field.key)
            }
        }
    }

    public func encoded(over base: Value?) -> Value {
        .map(
            entries.map { entry in
                Value.Field(key: entry.name, value: entry.value.encoded(over: base?[entry.name]))
            })
    }

    public static func == (left: Self, right: Self) -> Bool {
        left.entries.elementsEqual(right.entries) { $0.name == $1.name && $0.value == $1.value }
    }
}
