import HardwareInterfaces
public import Kubernetes
import Simulation

/// The Release controller: shows each Cluster the releases to which the active KaaSRelease lets it go.
///
/// Source: pages "Release Controller", "Granularly update a managed cluster".
public struct ReleaseController: StatelessController {
    public static let spec = ControllerSpec(
        .release, "release-controller",
        watches: [
            .management(KaaSReleaseSpec.kind), .management(ClusterReleaseSpec.kind),
            .management(ClusterSpec.kind),
        ])

    /// Without memory.
    public init() {}

    public func requests(for change: ObjectChange, _ substrate: inout Substrate) -> WorkKeys {
        switch change.key.kind {
        case ClusterSpec.kind:
            let (old, new) = (change.oldBox(Cluster.self), change.newBox(Cluster.self))
            guard let new,
                old?.object.status.providerStatus.releaseRefs != new.object.status.providerStatus.releaseRefs
            else {
                return []
            }
            return [change.work]
        default:
            return WorkKeys(
                substrate.boxes(Cluster.self, cluster: 0).map { WorkKey(cluster: 0, object: $0.key) })
        }
    }

    public func reconcile(_ work: WorkKey, _ substrate: inout Substrate) -> ReconcileResult {
        guard var cluster = substrate.get(Cluster.self, work), !cluster.isManagement,
            let active = substrate.activeRelease(),
            let current = cluster.status.providerStatus.releaseRefs.current
        else { return .settled }
        let supported = active.spec.supportedClusterReleases
        guard let entry = supported.first(where: { $0.name == current.name }) else { return .settled }
        cluster.status.providerStatus.releaseRefs.available = entry.availableUpgrades.compactMap { upgrade in
            guard let target = supported.first(where: { $0.version == upgrade.version }) else { return nil }
            var reference = ReleaseReference()
            reference.name = target.name
            reference.version = target.version
            reference.rebootRequired = upgrade.rebootRequired
            return reference
        }
        substrate.updateStatus(cluster, cluster: 0)
        return .settled
    }
}

extension Substrate {
    /// The KaaSRelease in force: the one with the label `kaas.mirantis.com/active`.
    mutating func activeRelease() -> KaaSRelease? {
        list(KaaSRelease.self, cluster: 0).first { $0.metadata.labels[Label.active] == "true" }
    }
}

extension Cluster {
    /// Whether this is the management cluster itself.
    public var isManagement: Bool { spec.provider.kaas?.management?.enabled ?? false }
}
