/// One `matchExpressions` entry of a label selector.
public struct LabelRequirement: FieldCodable {
    /// How key and values relate.
    public enum Operator: String, FieldEnum {
        case isIn = "In"
        case notIn = "NotIn"
        case exists = "Exists"
        case doesNotExist = "DoesNotExist"
    }

    /// The label's key.
    public var key = ""
    /// The relation.
    public var `operator` = Operator.exists
    /// The values, for `In` and `NotIn`.
    public var values: [String] = []

    /// A requirement for nothing in particular.
    public init() {}

    /// Whether `labels` satisfy it. `NotIn` is satisfied by a missing key, as in Kubernetes.
    public func matches(_ labels: StringMap) -> Bool {
        let value = labels[key]
        switch self.operator {
        case .isIn: return value.map(values.contains) ?? false
        case .notIn: return !(value.map(values.contains) ?? false)
        case .exists: return value != nil
        case .doesNotExist: return value == nil
        }
    }

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("key", &key)
        try coder.field("operator", &self.operator)
        try coder.field("values", &values)
    }
}
