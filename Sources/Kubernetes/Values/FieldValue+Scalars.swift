extension Bool: FieldValue {
    /// Decodes a boolean scalar.
    public init(value: Value) throws(FieldError) {
        guard let bool = value.bool else {
            throw FieldError.expected(
                "a boolean", found: value,
                hint: value.string == nil ? "" : "write true or false without quotes")
        }
        self = bool
    }

    /// `true` or `false`, or the base if it means the same.
    public func encoded(over base: Value?) -> Value {
        if let base, base.bool == self { return base }
        return .bool(self)
    }
}

extension FieldValue where Self: FixedWidthInteger {
    /// Decodes an integer scalar within the type's range.
    public init(value: Value) throws(FieldError) {
        let result: Self?
        switch value.scalar?.resolved {
        case .int(let number): result = Self(exactly: number)
        case .unsigned(let number): result = Self(exactly: number)
        case .string:
            throw FieldError.expected("an integer", found: value, hint: "write the number without quotes")
        default: throw FieldError.expected("an integer", found: value)
        }
        guard let result else {
            throw FieldError(
                position: value.position, problem: "the integer is out of range",
                hint: "it must be from \(Self.min) to \(Self.max)")
        }
        self = result
    }

    /// The decimal number, or the base if it means the same.
    public func encoded(over base: Value?) -> Value {
        if let base, let number = base.int, Self(exactly: number) == self { return base }
        return Value(node: .scalar(Scalar(text: String(self), style: .plain)))
    }
}

extension Int: FieldValue {}
extension Int64: FieldValue {}
extension Int32: FieldValue {}
extension UInt32: FieldValue {}

extension String: FieldValue {
    /// Decodes a string scalar; booleans and numbers without quotes are none, as in Kubernetes.
    public init(value: Value) throws(FieldError) {
        guard let string = value.string else {
            throw FieldError.expected(
                "a string", found: value, hint: value.scalar == nil ? "" : "put the value in quotes")
        }
        self = string
    }

    /// The string, or the base if it means the same; another string keeps the quotes of the base.
    public func encoded(over base: Value?) -> Value {
        guard let base, case .scalar(let scalar) = base.node, scalar.isString else { return .string(self) }
        if scalar.text == self { return base }
        guard scalar.style == .singleQuoted || scalar.style == .doubleQuoted else { return .string(self) }
        return Value(node: .scalar(Scalar(text: self, style: scalar.style)))
    }
}

extension Value: FieldValue {
    /// Takes any value.
    public init(value: Value) throws(FieldError) {
        self = value
    }

    /// The value itself, or the base if it means the same.
    public func encoded(over base: Value?) -> Value {
        if let base, base == self { return base }
        return self
    }
}
