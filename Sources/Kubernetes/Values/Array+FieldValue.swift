extension Array: FieldValue where Element: FieldValue {
    /// Decodes a list, element by element.
    public init(value: Value) throws(FieldError) {
        guard case .list(let elements) = value.node else { throw FieldError.expected("a list", found: value) }
        self.init()
        reserveCapacity(elements.count)
        for index in elements.indices {
            do {
                append(try Element(value: elements[index]))
            } catch {
                throw error.inside(index)
            }
        }
    }

    /// The list; each element is encoded over the one of the base that has the same identity (`name`, `key`,
    /// `type` or `id`), or, where elements have none, the same index.
    public func encoded(over base: Value?) -> Value {
        let old = base?.list ?? []
        var elements: [Value] = []
        elements.reserveCapacity(count)
        for index in indices {
            let place = old.isEmpty ? nil : Self.place(of: self[index].encoded(over: nil), at: index, in: old)
            elements.append(self[index].encoded(over: place.map { old[$0] }))
        }
        return Value(node: .list(elements), position: base?.position ?? .none)
    }

    private static func place(of element: Value, at index: Int, in old: [Value]) -> Int? {
        for key in ["name", "key", "type", "id"] {
            guard let identity = element[key]?.string else { continue }
            if index < old.count, old[index][key]?.string == identity { return index }
            return old.firstIndex { $0[key]?.string == identity }
        }
        return index < old.count ? index : nil
    }

    /// Checks every element.
    public static func rejectUnknownFields(in value: Value) throws(FieldError) {
        guard case .list(let elements) = value.node else { return }
        for index in elements.indices {
            do {
                try Element.rejectUnknownFields(in: elements[index])
            } catch {
                throw error.inside(index)
            }
        }
    }
}
