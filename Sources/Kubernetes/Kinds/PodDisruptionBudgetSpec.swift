/// The `spec` of a `PodDisruptionBudget`: how many pods of a workload must stay.
public struct PodDisruptionBudgetSpec: ResourceSpec {
    /// Pods that must stay.
    public var minAvailable: IntOrPercent?
    /// Pods that may be missing.
    public var maxUnavailable: IntOrPercent?
    /// The pods that it covers.
    public var selector: LabelSelector?
    /// What of pods that are not ready.
    public var unhealthyPodEvictionPolicy = UnhealthyPodEvictionPolicy.ifHealthyBudget

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("minAvailable", &minAvailable)
        try coder.field("maxUnavailable", &maxUnavailable)
        try coder.field("selector", &selector)
        try coder.field("unhealthyPodEvictionPolicy", &unhealthyPodEvictionPolicy)
    }

    /// Whether a pod with these labels is covered: by an empty selector every one, without a selector none.
    public func covers(_ labels: StringMap) -> Bool { selector?.matches(labels) ?? false }

    public typealias Status = PodDisruptionBudgetStatus
    public static let info = KindInfo(
        apiVersion: "policy/v1", kind: "PodDisruptionBudget", home: .everywhere)
    public static let kind = KindID(rawValue: 272)

    public static func indexKeys(_ object: Resource<Self>) -> [IndexKey] {
        [IndexKey("namespace", object.metadata.namespace)]
    }
}

/// How many pods of a workload must stay.
public typealias PodDisruptionBudget = Resource<PodDisruptionBudgetSpec>
