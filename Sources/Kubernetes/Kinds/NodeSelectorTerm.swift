/// What all must hold of a node. An empty term matches none.
public struct NodeSelectorTerm: FieldCodable {
    /// Of its labels.
    public var matchExpressions: [NodeRequirement] = []
    /// Of its fields: `metadata.name` only.
    public var matchFields: [NodeRequirement] = []

    /// Nothing set.
    public init() {}

    /// Whether all of it holds of a node.
    public func matches(name: String, labels: StringMap) -> Bool {
        guard !matchExpressions.isEmpty || !matchFields.isEmpty else { return false }
        return matchExpressions.allSatisfy { $0.holds(of: labels[$0.key]) }
            && matchFields.allSatisfy { $0.holds(of: $0.key == "metadata.name" ? name : nil) }
    }

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("matchExpressions", &matchExpressions)
        try coder.field("matchFields", &matchFields)
    }
}
