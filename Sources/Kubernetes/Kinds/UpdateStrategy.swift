/// The strategy of a workload: `strategy` of a Deployment, `updateStrategy` of the sets.
///
/// Source: Kubernetes API reference, DeploymentStrategy, StatefulSetUpdateStrategy, DaemonSetUpdateStrategy.
public struct UpdateStrategy: FieldCodable {
    /// How.
    public var type = UpdateStrategyType.rollingUpdate
    /// How many at a time.
    public var rollingUpdate: RollingUpdate?

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("type", &type)
        try coder.field("rollingUpdate", &rollingUpdate)
    }

    /// How many pods of a Deployment of `replicas` may be there beyond them, and how many may be missing.
    /// Both can't be 0: then one may be missing. Source: kubernetes pkg/controller/deployment/util
    /// (ResolveFenceposts: surge is rounded up, unavailable down), defaults 25 % of pkg/apis/apps/v1.
    public func fenceposts(_ replicas: Int64) -> (surge: Int64, unavailable: Int64) {
        let surge = (rollingUpdate?.maxSurge ?? .percent(25)).of(replicas)
        let unavailable = (rollingUpdate?.maxUnavailable ?? .percent(25)).roundedDown(replicas)
        return surge == 0 && unavailable == 0 ? (0, 1) : (surge, unavailable)
    }

    /// How many pods of a DaemonSet that wants `desired` may be missing: 1 by default, and at least 1.
    /// Source: kubernetes pkg/controller/daemon/update.go (maxUnavailable is rounded up).
    public func daemonUnavailable(_ desired: Int64) -> Int64 {
        max((rollingUpdate?.maxUnavailable ?? .count(1)).of(desired), 1)
    }
}

extension IntOrPercent {
    /// How many that is of `total`; shares are rounded down.
    func roundedDown(_ total: Int64) -> Int64 {
        switch self {
        case .count(let count): count
        case .percent(let percent): Int64(clamping: Int128(total) * Int128(percent) / 100)
        }
    }
}
