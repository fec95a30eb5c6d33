/// A scalar with its text and style as written.
public struct Scalar: Sendable {
    /// How a scalar stands in the file.
    public enum Style: UInt8, Sendable {
        /// Without quotes: the text decides the type.
        case plain
        /// In single quotes, hence a string.
        case singleQuoted
        /// In double quotes, hence a string.
        case doubleQuoted
        /// A block after `|`, hence a string.
        case literal
        /// A block after `>`, hence a string.
        case folded
    }

    /// A type demanded by an explicit tag such as `!!str`.
    public enum Tag: UInt8, Sendable {
        /// No tag.
        case none
        /// `!!str`
        case string
        /// `!!bool`
        case bool
        /// `!!int`
        case int
        /// `!!float`
        case float
        /// `!!null`
        case null
    }

    /// The text without quotes, after escapes and folding.
    public var text: String
    /// How the scalar stands in the file.
    public var style: Style
    /// The explicit tag; only kept where it changes what the text means.
    public var tag: Tag

    /// Makes a scalar of a text and a style.
    public init(text: String, style: Style, tag: Tag = .none) {
        self.text = text
        self.style = style
        self.tag = tag
    }

    /// Makes a string: plain where the text reads as a string anyway, else quoted.
    public init(string text: String) {
        self.text = text
        style = Scalar.readsAsString(text) ? .plain : .doubleQuoted
        tag = .none
    }
}

extension Scalar: Equatable {
    /// Whether both scalars have the same type and value to Kubernetes.
    public static func == (left: Scalar, right: Scalar) -> Bool {
        if left.style == right.style, left.tag == right.tag, left.text == right.text { return true }
        return left.resolved == right.resolved
    }
}
