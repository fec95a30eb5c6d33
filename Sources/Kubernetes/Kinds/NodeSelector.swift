/// Nodes, by terms of which one must match.
public struct NodeSelector: FieldCodable {
    /// The terms.
    public var nodeSelectorTerms: [NodeSelectorTerm] = []

    /// Nothing set.
    public init() {}

    /// Whether a node with this name and these labels is one of them.
    public func matches(name: String, labels: StringMap) -> Bool {
        nodeSelectorTerms.contains { $0.matches(name: name, labels: labels) }
    }

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("nodeSelectorTerms", &nodeSelectorTerms)
    }
}
