import Kubernetes
import Simulation

/// The side of an application controller in the maintenance protocol: holds and releases its locks on the
/// cluster and on nodes, with a table of durations in place of the work itself.
///
/// Source: page "Node maintenance API objects"; Mirantis/rockoon controllers/maintenance.py.
struct MaintenanceProtocol {
    let profile: MaintenanceProfile

    /// What a controller with such a side watches for it.
    static let watches: [ControllerSpec.Watch] = [
        .management(HelmBundleSpec.kind), .mosk(ClusterWorkloadLockSpec.kind),
        .mosk(NodeWorkloadLockSpec.kind), .mosk(ClusterMaintenanceRequestSpec.kind),
        .mosk(NodeMaintenanceRequestSpec.kind), .mosk(NodeSpec.kind),
        .mosk(NodeDeletionRequestSpec.kind), .mosk(NodeDisableNotificationSpec.kind),
    ]

    /// The work that a change of a watched object makes.
    func requests(for change: ObjectChange, _ substrate: inout Substrate) -> WorkKeys {
        switch change.key.kind {
        case ClusterWorkloadLockSpec.kind:
            let lock = change.box(ClusterWorkloadLock.self)
            if lock.object.spec.controllerName == profile.name { return [change.work] }
            return lock.object.spec.controllerName == profile.follows
                ? clusterLocks(change.cluster, &substrate) : []
        case NodeWorkloadLockSpec.kind:
            let lock = change.box(NodeWorkloadLock.self)
            guard lock.object.spec.controllerName == profile.name else { return [] }
            // A lock that is held again lets the next node of the role go.
            let isFreed =
                change.oldBox(NodeWorkloadLock.self)?.object.status.state == .inactive
                && lock.object.status.state == .active
            return isFreed ? [change.work] + deferred(change.cluster, &substrate) : [change.work]
        case ClusterMaintenanceRequestSpec.kind: return clusterLocks(change.cluster, &substrate)
        case NodeMaintenanceRequestSpec.kind:
            return nodeLock(
                change.box(NodeMaintenanceRequest.self).object.spec.nodeName, change.cluster, &substrate)
        case NodeDeletionRequestSpec.kind:
            return nodeLock(
                change.box(NodeDeletionRequest.self).object.spec.nodeName, change.cluster, &substrate)
        case NodeDisableNotificationSpec.kind:
            return nodeLock(
                change.box(NodeDisableNotification.self).object.spec.nodeName, change.cluster, &substrate)
        case NodeSpec.kind:
            guard change.old != nil else {
                // A node that joins with a role gets its lock.
                let node = change.box(Node.self)
                guard profile.place(ofRole: node) != nil else { return [] }
                return [lockKey(on: node.object.metadata.name, change.cluster, &substrate)]
            }
            guard change.isReadinessChanged else { return [] }
            return nodeLock(change.box(Node.self).object.metadata.name, change.cluster, &substrate)
        case HelmBundleSpec.kind:
            let cluster = substrate.estate.cluster(namespace: change.key.namespace, name: change.key.name)
            return cluster.map { clusterLocks($0, &substrate) } ?? []
        default: return []
        }
    }

    /// Does what can be done for a lock.
    func reconcile(
        _ work: WorkKey, _ lines: inout MaintenanceLines, _ substrate: inout Substrate
    ) -> ReconcileResult {
        switch work.object.kind {
        case ClusterWorkloadLockSpec.kind: cluster(work, &substrate)
        case NodeWorkloadLockSpec.kind: node(work, &lines, &substrate)
        default: .settled
        }
    }

    /// The locks on the cluster as work.
    func clusterLocks(_ cluster: UInt8, _ substrate: inout Substrate) -> WorkKeys {
        WorkKeys(
            substrate.listKnown(ClusterWorkloadLock.self, cluster: cluster, because: "only its key is used")
                .map { WorkKey(cluster: cluster, object: $0.key) })
    }

    /// The application's lock on a node as work, where it is there.
    func nodeLock(_ node: String, _ cluster: UInt8, _ substrate: inout Substrate) -> WorkKeys {
        let work = lockKey(on: node, cluster, &substrate)
        return substrate.getKnown(work.object, cluster: cluster, because: "only its key is used") == nil
            ? [] : [work]
    }

    /// The application's lock on a node as work, whether it is there or not.
    func lockKey(on node: String, _ cluster: UInt8, _ substrate: inout Substrate) -> WorkKey {
        let name = NodeWorkloadLock.name(profile.name, on: node)
        return WorkKey(cluster: cluster, object: substrate.key(NodeWorkloadLock.self, name))
    }

    /// The locks on nodes whose maintenance is asked for, as work.
    func deferred(_ cluster: UInt8, _ substrate: inout Substrate) -> WorkKeys {
        WorkKeys(
            substrate.boxes(NodeMaintenanceRequest.self, cluster: cluster).flatMap {
                nodeLock($0.object.spec.nodeName, cluster, &substrate)
            })
    }

    /// The release of the controller itself: that of its chart once the chart's upgrade is done.
    func ownRelease(_ cluster: UInt8, _ substrate: inout Substrate) -> String? {
        let (namespace, name) = (
            substrate.estate.clusters[Int(cluster)].namespace, substrate.estate.clusters[Int(cluster)].name
        )
        let key = ObjectKey(kind: HelmBundleSpec.kind, namespace: namespace, name: name)
        guard let bundle = substrate.box(HelmBundle.self, key, cluster: 0) else { return nil }
        let lcmKey = ObjectKey(kind: LCMClusterSpec.kind, namespace: namespace, name: name)
        let lcm = substrate.getKnown(
            LCMCluster.self, lcmKey, cluster: 0, because: "the release reaches it with its chart's values")
        guard let lcm else { return nil }
        guard let plan = plan(to: lcm.object.spec.release, of: lcm.object.metadata, &substrate) else {
            return lcm.object.spec.release
        }
        guard plan.object.hasBegun(profile.chartStep.stepID) else { return lcm.object.status.release }
        let target = substrate.getKnown(
            ClusterRelease.self, substrate.key(ClusterRelease.self, plan.object.spec.target), cluster: 0,
            because: "releases never change")
        guard let target else { return lcm.object.spec.release }
        for chart in target.object.spec.helm.releases
        where ChartStep(chart: chart.name) == profile.chartStep {
            let status = bundle.object.status.releaseStatuses[chart.name]
            let isWanted = bundle.object.spec.releases.contains { $0.name == chart.name }
            guard !isWanted || status?.version == chart.version && status?.ready ?? false else {
                return lcm.object.status.release
            }
        }
        return lcm.object.spec.release
    }

    /// The plan that brings a cluster to a release.
    private func plan(
        to release: String, of cluster: ObjectMeta, _ substrate: inout Substrate
    ) -> Stored<ClusterUpdatePlanSpec>? {
        let plans = substrate.listKnown(
            ClusterUpdatePlan.self,
            by: IndexKey("cluster", namespace: cluster.namespace, cluster.name),
            cluster: 0, because: "stands for the chart that its step brings")
        for plan in plans where substrate.releaseVersion(plan.object.spec.target) == release { return plan }
        return nil
    }
}

extension ChartStep: Equatable {}
