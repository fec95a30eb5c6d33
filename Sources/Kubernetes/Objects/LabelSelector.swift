/// A `metav1.LabelSelector`: all parts must match; an empty selector matches everything.
public struct LabelSelector: FieldCodable {
    /// Labels that must have these values.
    public var matchLabels = StringMap()
    /// Further requirements.
    public var matchExpressions: [LabelRequirement] = []

    /// The selector that matches everything.
    public init() {}

    /// The selector for `labels`.
    public init(matchLabels labels: StringMap) { matchLabels = labels }

    /// True when nothing is required.
    public var isEmpty: Bool { matchLabels.isEmpty && matchExpressions.isEmpty }

    /// Whether `labels` satisfy it. O(requirements x labels).
    public func matches(_ labels: StringMap) -> Bool {
        for (key, value) in matchLabels.entries where labels[key] != value { return false }
        return matchExpressions.allSatisfy { $0.matches(labels) }
    }

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("matchLabels", &matchLabels)
        try coder.field("matchExpressions", &matchExpressions)
    }
}
