/// What must hold of one label of a node.
public struct NodeRequirement: FieldCodable {
    /// How key and values relate.
    public enum Operator: String, FieldEnum {
        case isIn = "In"
        case notIn = "NotIn"
        case exists = "Exists"
        case doesNotExist = "DoesNotExist"
        case above = "Gt"
        case below = "Lt"
    }

    /// The label's key.
    public var key = ""
    /// The relation.
    public var `operator` = Operator.exists
    /// The values.
    public var values: [String] = []

    /// Nothing set.
    public init() {}

    /// Whether it holds of the value of the label; nil when the node has none.
    public func holds(of value: String?) -> Bool {
        switch self.operator {
        case .isIn: value.map(values.contains) ?? false
        case .notIn: !(value.map(values.contains) ?? false)
        case .exists: value != nil
        case .doesNotExist: value == nil
        case .above: compare(value) { $0 > $1 }
        case .below: compare(value) { $0 < $1 }
        }
    }

    private func compare(_ value: String?, _ holds: (Int64, Int64) -> Bool) -> Bool {
        guard let value = value.flatMap({ Int64($0) }), let bound = values.first.flatMap({ Int64($0) }) else {
            return false
        }
        return holds(value, bound)
    }

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("key", &key)
        try coder.field("operator", &self.operator)
        try coder.field("values", &values)
    }
}
