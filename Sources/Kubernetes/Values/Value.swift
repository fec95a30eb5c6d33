/// A Kubernetes value as written: scalars keep their text and style, maps keep the order of their keys.
///
/// Two values are equal when they mean the same to Kubernetes: scalars compare by resolved type and value,
/// lists by order, maps without regard to the order of keys; positions, styles and tags don't count.
public struct Value: Sendable {
    /// What a value is made of.
    public enum Node: Sendable {
        /// A null, boolean, number or string.
        case scalar(Scalar)
        /// The elements in order; may be empty.
        case list([Value])
        /// The fields in the order written, each key once; may be empty.
        case map([Field])
    }

    /// One key of a map with its value.
    public struct Field: Sendable {
        /// The key as Kubernetes sees it: a key written as a boolean or number has its canonical text.
        public var key: String
        /// Where the key was written.
        public var keyPosition: SourcePosition
        /// The value under the key.
        public var value: Value

        /// Makes a field; without a position it counts as made by the program.
        public init(key: String, value: Value, keyPosition: SourcePosition = .none) {
            self.key = key
            self.keyPosition = keyPosition
            self.value = value
        }
    }

    /// The scalar, list or map itself.
    public var node: Node
    /// Where the value was written.
    public var position: SourcePosition

    /// Makes a value; without a position it counts as made by the program.
    public init(node: Node, position: SourcePosition = .none) {
        self.node = node
        self.position = position
    }
}

extension Value: Equatable {
    /// Whether both values mean the same to Kubernetes.
    public static func == (left: Value, right: Value) -> Bool {
        switch (left.node, right.node) {
        case (.scalar(let a), .scalar(let b)): a == b
        case (.list(let a), .list(let b)): a == b
        case (.map(let a), .map(let b)): haveEqualFields(a, b)
        default: false
        }
    }

    private static func haveEqualFields(_ left: [Field], _ right: [Field]) -> Bool {
        guard left.count == right.count else { return false }
        var index = 0
        while index < left.count, left[index].key == right[index].key {
            guard left[index].value == right[index].value else { return false }
            index += 1
        }
        if index == left.count { return true }
        let a = left[index...].sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        let b = right[index...].sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        return a.elementsEqual(b) { $0.key == $1.key && $0.value == $1.value }
    }
}
