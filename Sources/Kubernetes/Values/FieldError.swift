/// Why a value does not fit the type of a field. It never holds text of a scalar, which may be secret.
public struct FieldError: Error, Equatable, Sendable {
    /// The field from the outermost value on, as in `spec.hosts[2].name`; empty for the value itself.
    public var path: String
    /// Where the value was written; the key's place for an unknown field.
    public var position: SourcePosition
    /// What was wrong.
    public var problem: String
    /// The likely fix; may be empty.
    public var hint: String

    /// Makes an error at a value; those who decode what holds the value prepend their names to the path.
    public init(path: String = "", position: SourcePosition, problem: String, hint: String = "") {
        self.path = path
        self.position = position
        self.problem = problem
        self.hint = hint
    }

    /// The error for a value of the wrong type; `expected` is a type's name with its article.
    public static func expected(_ expected: String, found value: Value, hint: String = "") -> FieldError {
        FieldError(
            position: value.position, problem: "expected \(expected), found \(value.kindName)", hint: hint)
    }

    /// The same error seen from the map that has the value under a key.
    public func inside(_ key: String) -> FieldError {
        var error = self
        let isName = key.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
                true
            default: false
            }
        }
        let step = isName && !key.isEmpty ? key : "[\"\(key)\"]"
        error.path = step + (path.isEmpty || path.utf8.first == UInt8(ascii: "[") ? path : "." + path)
        return error
    }

    /// The same error seen from the list that has the value at an index.
    public func inside(_ index: Int) -> FieldError {
        var error = self
        error.path = "[\(index)]" + (path.isEmpty || path.utf8.first == UInt8(ascii: "[") ? path : "." + path)
        return error
    }
}

extension FieldError: CustomStringConvertible {
    /// `LINE:COLUMN: path: problem; hint`, without what isn't known.
    public var description: String {
        (position.isKnown ? "\(position): " : "") + (path.isEmpty ? "" : "\(path): ") + problem
            + (hint.isEmpty ? "" : "; \(hint)")
    }
}
