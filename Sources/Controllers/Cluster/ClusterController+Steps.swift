public import Kubernetes
import Simulation

extension ClusterController {
    /// The scope that roles of the cluster are bound in.
    func reconcileScope(_ cluster: Cluster, _ substrate: inout Substrate) {
        let (name, namespace) = (cluster.metadata.name, cluster.metadata.namespace)
        let key = substrate.key(Scope.self, name, namespace: namespace)
        guard substrate.get(Scope.self, key, cluster: 0) == nil else { return }
        substrate.create(Scope(metadata: ObjectMeta(name: name, namespace: namespace)), cluster: 0)
    }

    /// The update groups that every cluster has: one for managers, first in order, and a default one for workers
    /// that takes its concurrency from the deprecated field of the Cluster.
    /// Source: page "Create update groups for worker machines"; the names follow the step `k8s-workers-mos-default`.
    func reconcileGroups(_ cluster: Cluster, _ substrate: inout Substrate) {
        let namespace = cluster.metadata.namespace
        let workers = cluster.spec.provider.maxWorkerUpgradeCount ?? 1
        for (suffix, index, concurrency) in [("controlplane", Int64(1), Int64(1)), ("default", 1, workers)] {
            let name = "\(cluster.metadata.name)-\(suffix)"
            let key = substrate.key(UpdateGroup.self, name, namespace: namespace)
            guard substrate.get(UpdateGroup.self, key, cluster: 0) == nil else { continue }
            var group = UpdateGroup(
                metadata: ObjectMeta(
                    name: name, namespace: namespace, labels: [Label.clusterName: cluster.metadata.name]))
            group.spec.index = index
            group.spec.concurrentUpdates = concurrency
            group.spec.rebootIfUpdateRequires = true
            substrate.create(group, cluster: 0)
        }
    }

    /// A plan for each release to which the cluster may go, and none for others that were never begun.
    func reconcilePlans(_ cluster: Cluster, _ substrate: inout Substrate) {
        let namespace = cluster.metadata.namespace
        let references = cluster.status.providerStatus.releaseRefs
        guard let current = references.current else { return }
        let plans = substrate.list(
            ClusterUpdatePlan.self,
            by: IndexKey("cluster", namespace: namespace, cluster.metadata.name), cluster: 0)
        let groups = substrate.list(
            UpdateGroup.self, by: IndexKey("cluster", namespace: namespace, cluster.metadata.name), cluster: 0)
        for target in references.available where !plans.contains(where: { $0.spec.target == target.name }) {
            let version = target.version.prefix { $0 != "+" }
            var plan = ClusterUpdatePlan(
                metadata: ObjectMeta(name: "\(cluster.metadata.name)-\(version)", namespace: namespace))
            plan.spec.cluster = cluster.metadata.name
            plan.spec.source = current.name
            plan.spec.target = target.name
            plan.spec.steps = UpdateStep.steps(
                cluster: cluster.metadata.name, groups: groups, rebootRequired: target.rebootRequired ?? false)
            substrate.create(plan, cluster: 0)
        }
        for plan in plans
        where plan.status.status == .notStarted && plan.spec.source != current.name
            && !plan.spec.steps.contains(where: \.commence)
        {
            substrate.delete(plan, cluster: 0)
        }
    }

    /// The LCMCluster with what the release says. Answers it as the cache sees it.
    func reconcileLCMCluster(
        _ cluster: Cluster, _ release: ClusterRelease, _ substrate: inout Substrate
    ) -> LCMCluster? {
        let provider = cluster.spec.provider
        let key = substrate.key(
            LCMCluster.self, cluster.metadata.name, namespace: cluster.metadata.namespace)
        let existing = substrate.get(LCMCluster.self, key, cluster: 0)
        var lcm =
            existing
            ?? LCMCluster(
                metadata: ObjectMeta(name: cluster.metadata.name, namespace: cluster.metadata.namespace))
        let references = cluster.status.providerStatus.releaseRefs
        lcm.spec.lcmType = release.spec.lcmType
        lcm.spec.release = release.spec.version
        lcm.spec.machineTypes = release.spec.machineTypes
        lcm.spec.agentConfig = release.spec.agent
        lcm.spec.components.ucpVersion = release.engineVersion ?? lcm.spec.components.ucpVersion
        lcm.spec.mcrVersion = release.runtimeVersion ?? lcm.spec.mcrVersion
        lcm.spec.dedicatedControlPlane = provider.dedicatedControlPlane ?? true
        lcm.spec.maxWorkerPrepareCount = provider.maxWorkerPrepareCount ?? 50
        lcm.spec.maxWorkerUpgradeCount = provider.maxWorkerUpgradeCount ?? 1
        lcm.spec.maintenance = provider.maintenance ?? false
        if let edge = references.available.first(where: { $0.name == provider.release }) {
            lcm.spec.nodesRebootRequired = edge.rebootRequired ?? false
        }
        if existing == nil {
            substrate.create(lcm, cluster: 0)
        } else if existing?.spec != lcm.spec {
            let note = existing?.spec.release != lcm.spec.release
            substrate.update(
                lcm, cluster: 0,
                note: note
                    ? Write.Note(LCMEntry.updateTriggered.kind, substrate.text(lcm.spec.release)) : nil)
        }
        return existing
    }

    /// The HelmBundle: charts of application controllers are upgraded in their own steps, the others in the last.
    func reconcileHelmBundle(
        _ cluster: Cluster, _ release: ClusterRelease, _ substrate: inout Substrate
    ) -> HelmBundle? {
        let key = substrate.key(
            HelmBundle.self, cluster.metadata.name, namespace: cluster.metadata.namespace)
        let existing = substrate.get(HelmBundle.self, key, cluster: 0)
        var bundle =
            existing
            ?? HelmBundle(
                metadata: ObjectMeta(name: cluster.metadata.name, namespace: cluster.metadata.namespace))
        let plan = substrate.plan(of: cluster, to: release.metadata.name)
        var releases: [HelmRelease] = []
        for wanted in release.spec.helm.releases {
            let override = cluster.spec.provider.helmReleases.first { $0.name == wanted.name }
            if override?.enabled == false { continue }
            let isDue = plan?.hasBegun(ChartStep(chart: wanted.name).stepID) ?? true
            let installed = existing?.spec.releases.first { $0.name == wanted.name }
            var entry = isDue || existing == nil ? wanted : installed ?? wanted
            if !isDue, installed == nil, existing != nil { continue }
            entry.values = override?.values ?? entry.values
            releases.append(entry)
        }
        bundle.spec.releases = releases
        bundle.spec.release = release.spec.version
        if existing == nil {
            substrate.create(bundle, cluster: 0)
        } else if existing?.spec != bundle.spec {
            substrate.update(bundle, cluster: 0)
        }
        return existing
    }

    /// What the Cluster says of itself: nodes, releases, conditions.
    func reconcileStatus(
        _ cluster: Cluster, _ release: ClusterRelease, lcm: LCMCluster?, bundle: HelmBundle?,
        _ substrate: inout Substrate
    ) {
        guard let lcm, let bundle else { return }
        var status = cluster.status.providerStatus
        status.nodes.requested = lcm.status.requestedNodes
        status.nodes.ready = lcm.status.readyNodes
        status.observedGeneration = cluster.metadata.generation
        let isThere =
            lcm.status.release == release.spec.version && bundle.isReady
            && bundle.status.release == release.spec.version
        let hasPlan = substrate.plan(of: cluster, to: release.metadata.name).map { $0.status.status == .completed }
        var note: Write.Note?
        if isThere, hasPlan ?? true, status.releaseRefs.current?.name != release.metadata.name {
            status.releaseRefs.previous = status.releaseRefs.current
            var reference = ReleaseReference()
            reference.name = release.metadata.name
            reference.version = release.spec.version
            status.releaseRefs.current = reference
            note = Write.Note(LCMEntry.releaseReached.kind, substrate.text(release.metadata.name))
        }
        let nodesReady = status.nodes.ready == status.nodes.requested
        status.set("Nodes", nodesReady, nodesReady ? "" : "\(status.nodes.ready) of \(status.nodes.requested) ready")
        status.set("Helm", bundle.isReady, bundle.isReady ? "" : "releases are not ready")
        status.ready = status.conditions.allSatisfy(\.ready)
        guard status != cluster.status.providerStatus else { return }
        var cluster = cluster
        cluster.status.providerStatus = status
        substrate.updateStatus(cluster, cluster: 0, note: note)
    }
}

extension ClusterProviderStatus {
    /// Sets the condition called `type`.
    mutating func set(_ type: String, _ ready: Bool, _ message: String) {
        var condition = ReadyCondition()
        condition.type = type
        condition.ready = ready
        condition.message = message
        if let index = conditions.firstIndex(where: { $0.type == type }) {
            conditions[index] = condition
        } else {
            conditions.append(condition)
        }
    }
}

extension HelmBundle {
    /// Whether every release is installed at its version and ready.
    var isReady: Bool {
        spec.releases.allSatisfy { release in
            guard let status = status.releaseStatuses[release.name] else { return false }
            return status.version == release.version && status.success && status.ready
        }
    }
}

extension ClusterRelease {
    /// The version of MKE that the release brings: the tag that its items carry, or the component annotation.
    public var engineVersion: String? {
        for item in spec.machineTypes.control { if let tag = item.params["ucp_tag"] { return tag } }
        return metadata.annotations["component.twin.rehearsal/mke"]
    }

    /// The version of MCR that the release brings.
    public var runtimeVersion: String? {
        for item in spec.machineTypes.control { if let tag = item.params["mcr_version"] { return tag } }
        return metadata.annotations["component.twin.rehearsal/mcr"]
    }
}

extension Substrate {
    /// The plan that leads a cluster to a release, or nil.
    func plan(of cluster: Cluster, to release: String) -> ClusterUpdatePlan? {
        plan(namespace: cluster.metadata.namespace, cluster: cluster.metadata.name, to: release)
    }

    /// The plan that leads a cluster to a release, or nil.
    func plan(namespace: String, cluster: String, to release: String) -> ClusterUpdatePlan? {
        list(ClusterUpdatePlan.self, by: IndexKey("cluster", namespace: namespace, cluster), cluster: 0).first {
            $0.spec.target == release
        }
    }
}
