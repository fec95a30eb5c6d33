extension Value {
    /// The scalar, if the value is one.
    public var scalar: Scalar? {
        if case .scalar(let scalar) = node { scalar } else { nil }
    }

    /// Whether the value is null in any of its spellings.
    public var isNull: Bool {
        if case .null = scalar?.resolved { true } else { false }
    }

    /// The boolean, if the value is one.
    public var bool: Bool? {
        if case .bool(let value) = scalar?.resolved { value } else { nil }
    }

    /// The integer, if the value is one that fits into 64 bits with sign.
    public var int: Int64? {
        if case .int(let value) = scalar?.resolved { value } else { nil }
    }

    /// The string, if the value is a string to Kubernetes; an unquoted `5` or `true` is none.
    public var string: String? {
        guard let scalar, scalar.isString else { return nil }
        return scalar.text
    }

    /// The text of a scalar of any type, as written without its quotes.
    public var text: String? { scalar?.text }

    /// The elements, if the value is a list.
    public var list: [Value]? {
        if case .list(let elements) = node { elements } else { nil }
    }

    /// The fields in the order written, if the value is a map.
    public var fields: [Field]? {
        if case .map(let fields) = node { fields } else { nil }
    }

    /// What the value is, for messages: `a string`, `an integer`, `a list`.
    public var kindName: String {
        switch node {
        case .scalar(let scalar): scalar.resolved.kindName
        case .list: "a list"
        case .map: "a map"
        }
    }

    /// The value under a key of a map; nil without the key or when this is no map.
    ///
    /// Setting replaces in place or appends, and makes a map of what was none; setting nil removes the key.
    /// Linear in the number of keys; changing a value deep inside copies nothing on the way.
    public subscript(_ key: String) -> Value? {
        get {
            guard case .map(let fields) = node else { return nil }
            for field in fields where field.key == key { return field.value }
            return nil
        }
        _modify {
            var fields: [Field] = []
            var index: Int?
            if case .map(let current) = node {
                fields = current
                index = fields.firstIndex { $0.key == key }
            }
            var value: Value?
            if let index {
                node = .list([])
                value = fields[index].value
                fields[index].value.node = .list([])
            }
            defer {
                if let index {
                    if let value { fields[index].value = value } else { fields.remove(at: index) }
                    node = .map(fields)
                } else if let value {
                    node = .list([])
                    fields.append(Field(key: key, value: value))
                    node = .map(fields)
                }
            }
            yield &value
        }
    }

    /// The value at the end of a path of keys; nil when one of them is missing.
    public func at(_ path: String...) -> Value? {
        var current = self
        for key in path {
            guard let next = current[key] else { return nil }
            current = next
        }
        return current
    }
}
