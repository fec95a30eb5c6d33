public import Kubernetes

extension WorldTemplate {
    /// The plan that leads the cluster to its target, as the input has it; nil when it has none.
    public var plan: ClusterUpdatePlan? {
        guard let target = target?.metadata.name else { return nil }
        return stores[0].list(ClusterUpdatePlanSpec.kind).map {
            unsafeDowncast($0, to: Stored<ClusterUpdatePlanSpec>.self).object
        }.first { $0.spec.cluster == cluster && $0.spec.target == target }
    }
}
