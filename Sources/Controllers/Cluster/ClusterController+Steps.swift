public import Kubernetes
import Simulation

extension ClusterController {
    /// The scope that roles of the cluster are bound in.
    func reconcileScope(_ cluster: Cluster, _ substrate: inout Substrate) {
        let (name, namespace) = (cluster.metadata.name, cluster.metadata.namespace)
        let key = substrate.key(Scope.self, name, namespace: namespace)
        guard substrate.box(Scope.self, key, cluster: 0) == nil else { return }
        substrate.create(Scope(metadata: ObjectMeta(name: name, namespace: namespace)), cluster: 0)
    }

    /// The update groups that every cluster has: one for managers, first in order, and a default one for
    /// workers that takes its concurrency from the deprecated field of the Cluster.
    /// Source: page "Create update groups for worker machines"; the names follow the step
    /// `k8s-workers-mos-default`.
    public static func wantedGroups(of cluster: Cluster) -> [UpdateGroup] {
        groupSuffixes.map { wantedGroup(of: cluster, $0) }
    }

    private static let (managersSuffix, workersSuffix) = ("controlplane", "default")
    private static let groupSuffixes = [managersSuffix, workersSuffix]

    private static func wantedGroup(of cluster: Cluster, _ suffix: String) -> UpdateGroup {
        var group = UpdateGroup(
            metadata: ObjectMeta(
                name: "\(cluster.metadata.name)-\(suffix)", namespace: cluster.metadata.namespace,
                labels: [Label.clusterName: cluster.metadata.name]))
        group.spec.index = 1
        group.spec.concurrentUpdates =
            suffix == workersSuffix ? cluster.spec.provider.maxWorkerUpgradeCount ?? 1 : 1
        group.spec.rebootIfUpdateRequires = true
        return group
    }

    /// The update groups that the cluster lacks.
    func reconcileGroups(_ cluster: Cluster, _ substrate: inout Substrate) {
        let metadata = cluster.metadata
        for suffix in Self.groupSuffixes {
            let key = substrate.key(
                UpdateGroup.self, "\(metadata.name)-\(suffix)", namespace: metadata.namespace)
            guard substrate.box(UpdateGroup.self, key, cluster: 0) == nil else { continue }
            substrate.create(Self.wantedGroup(of: cluster, suffix), cluster: 0)
        }
    }

    /// A plan for each release to which the cluster may go, and none for others that were never begun.
    func reconcilePlans(_ cluster: Cluster, _ substrate: inout Substrate) {
        let namespace = cluster.metadata.namespace
        let references = cluster.status.providerStatus.releaseRefs
        guard let current = references.current else { return }
        let key = IndexKey("cluster", namespace: namespace, cluster.metadata.name)
        let plans = substrate.boxes(ClusterUpdatePlan.self, by: key, cluster: 0)
        for target in references.available
        where !plans.contains(where: { $0.object.spec.target == target.name }) {
            let groups = substrate.list(UpdateGroup.self, by: key, cluster: 0)
            let version = target.version.prefix { $0 != "+" }
            var plan = ClusterUpdatePlan(
                metadata: ObjectMeta(name: "\(cluster.metadata.name)-\(version)", namespace: namespace))
            plan.spec.cluster = cluster.metadata.name
            plan.spec.source = current.name
            plan.spec.target = target.name
            plan.spec.steps = UpdateStep.steps(
                cluster: cluster.metadata.name, groups: groups, rebootRequired: target.rebootRequired ?? false
            )
            substrate.create(plan, cluster: 0)
        }
        for plan in plans
        where plan.object.status.status == .notStarted && plan.object.spec.source != current.name
            && !plan.object.spec.steps.contains(where: \.commence)
        {
            substrate.delete(plan.object, cluster: 0)
        }
    }

    /// What a cluster wants of its LCMCluster at a release; what the release leaves open stays as it was.
    public static func wantedLCMSpec(
        of cluster: Cluster, at release: ClusterRelease, over old: LCMClusterSpec
    ) -> LCMClusterSpec {
        let provider = cluster.spec.provider
        var spec = old
        spec.lcmType = release.spec.lcmType
        spec.release = release.spec.version
        spec.machineTypes = release.spec.machineTypes
        spec.agentConfig = release.spec.agent
        spec.components.ucpVersion = release.engineVersion ?? spec.components.ucpVersion
        spec.mcrVersion = release.runtimeVersion ?? spec.mcrVersion
        spec.dedicatedControlPlane = provider.dedicatedControlPlane ?? true
        spec.maxWorkerPrepareCount = provider.maxWorkerPrepareCount ?? 50
        spec.maxWorkerUpgradeCount = provider.maxWorkerUpgradeCount ?? 1
        spec.maintenance = provider.maintenance ?? false
        let edges = cluster.status.providerStatus.releaseRefs.available
        if let edge = edges.first(where: { $0.name == provider.release }) {
            spec.nodesRebootRequired = edge.rebootRequired ?? false
        }
        return spec
    }

    /// The LCMCluster with what the release says. Answers it as the cache sees it.
    func reconcileLCMCluster(
        _ box: Stored<ClusterSpec>, _ releaseBox: Stored<ClusterReleaseSpec>, _ inOrder: inout ClusterInputs,
        _ substrate: inout Substrate
    ) -> Stored<LCMClusterSpec>? {
        let cluster = box.object
        let key = substrate.key(
            LCMCluster.self, cluster.metadata.name, namespace: cluster.metadata.namespace)
        let existing = substrate.box(LCMCluster.self, key, cluster: 0)
        if let existing, inOrder.areLCMInOrder(box, releaseBox, existing) { return existing }
        var lcm =
            existing?.object
            ?? LCMCluster(
                metadata: ObjectMeta(name: cluster.metadata.name, namespace: cluster.metadata.namespace))
        lcm.spec = Self.wantedLCMSpec(of: cluster, at: releaseBox.object, over: lcm.spec)
        guard let existing else {
            substrate.create(lcm, cluster: 0)
            return nil
        }
        if existing.object.spec == lcm.spec {
            inOrder.setLCMInOrder(box, releaseBox, existing)
        } else {
            let note = existing.object.spec.release != lcm.spec.release
            substrate.update(
                lcm, cluster: 0,
                note: note
                    ? Write.Note(LCMEntry.updateTriggered.kind, substrate.text(lcm.spec.release)) : nil)
        }
        return existing
    }

    /// The charts of a release as a cluster wants them. Those that are not due stay as they are `installed`,
    /// or away; of a new cluster, where that is nil, all are due.
    public static func wantedCharts(
        of cluster: Cluster, at release: ClusterRelease, installed: [HelmRelease]? = nil,
        isDue: (String) -> Bool = { _ in true }
    ) -> [HelmRelease] {
        release.spec.helm.releases.compactMap { wanted in
            let override = cluster.spec.provider.helmReleases.first { $0.name == wanted.name }
            if override?.enabled == false { return nil }
            var entry = wanted
            if let installed, !isDue(wanted.name) {
                guard let old = installed.first(where: { $0.name == wanted.name }) else { return nil }
                entry = old
            }
            entry.values = override?.values ?? entry.values
            return entry
        }
    }

    /// The HelmBundle: charts of application controllers are upgraded in their own steps, the others in the
    /// last. A cluster that is new gets it once its Kubernetes API has started.
    func reconcileHelmBundle(
        _ box: Stored<ClusterSpec>, _ releaseBox: Stored<ClusterReleaseSpec>, _ lcm: Stored<LCMClusterSpec>?,
        _ inOrder: inout ClusterInputs, _ substrate: inout Substrate
    ) -> Stored<HelmBundleSpec>? {
        let cluster = box.object
        let key = substrate.key(
            HelmBundle.self, cluster.metadata.name, namespace: cluster.metadata.namespace)
        let existing = substrate.box(HelmBundle.self, key, cluster: 0)
        let planBox = substrate.plan(of: cluster, to: releaseBox.object.metadata.name)
        if let existing, inOrder.areBundleInOrder(box, releaseBox, planBox, existing) {
            return existing
        }
        let (plan, release) = (planBox?.object, releaseBox.object)
        var bundle =
            existing?.object
            ?? HelmBundle(
                metadata: ObjectMeta(name: cluster.metadata.name, namespace: cluster.metadata.namespace))
        bundle.spec.releases = Self.wantedCharts(
            of: cluster, at: release, installed: existing?.object.spec.releases
        ) { plan?.hasBegun(ChartStep(chart: $0).stepID) ?? true }
        bundle.spec.release = release.spec.version
        guard let existing else {
            if hasStarted(cluster, lcm, substrate) { substrate.create(bundle, cluster: 0) }
            return nil
        }
        if existing.object.spec == bundle.spec {
            inOrder.setBundleInOrder(box, releaseBox, planBox, existing)
        } else {
            substrate.update(bundle, cluster: 0)
        }
        return existing
    }

    /// The condition of a deployed cluster that its API has an address that answers: keepalived holds it on
    /// one of the managers. Source: Mirantis/mcc-api pkg/apis/kaas/v1alpha1/condition.go (LoadBalancer).
    static let loadBalancer = "LoadBalancer"

    /// The condition that is added to a cluster while its update is paused; what it is called is a guess.
    /// Source: page "Configure update auto-pause".
    static let autoPause = "UpdateAutoPause"

    /// Whether the Kubernetes API of a cluster has started: a manager is deployed, and it answers.
    ///
    /// Source: Mirantis/mcc-api pkg/apis/kaas/v1alpha1/stage.go (Kubernetes API started, then Helm-controller
    /// deployed, HelmBundle created).
    private func hasStarted(
        _ cluster: Cluster, _ lcm: Stored<LCMClusterSpec>?, _ substrate: Substrate
    ) -> Bool {
        let names = substrate.kernel.names
        guard (lcm?.object.status.readyNodes ?? 0) > 0,
            let namespace = names.find(cluster.metadata.namespace),
            let name = names.find(cluster.metadata.name),
            let index = substrate.estate.cluster(namespace: namespace, name: name)
        else { return false }
        return substrate.stores[Int(index)].isAvailable
    }

    /// What the Cluster says of itself: nodes, releases, conditions.
    func reconcileStatus(
        _ cluster: Cluster, _ releaseBox: Stored<ClusterReleaseSpec>, lcm: Stored<LCMClusterSpec>?,
        bundle: Stored<HelmBundleSpec>?, _ substrate: inout Substrate
    ) {
        guard let lcm else { return }
        let (release, version) = (releaseBox.object.metadata.name, releaseBox.object.spec.version)
        let isInstalled = bundle?.object.isReady ?? false
        var status = cluster.status.providerStatus
        status.nodes.requested = lcm.object.status.requestedNodes
        status.nodes.ready = lcm.object.status.readyNodes
        status.nodes.disabled = lcm.object.status.disabledNodes
        status.observedGeneration = cluster.metadata.generation
        let isThere =
            lcm.object.status.release == version && isInstalled && bundle?.object.status.release == version
        let plan = substrate.plan(of: cluster, to: release)
        let hasPlan = plan.map { $0.object.status.status == .completed }
        var note: Write.Note?
        let accounted = status.nodes.ready + status.nodes.disabled
        let nodesReady = accounted == status.nodes.requested && status.nodes.requested > 0
        status.set(
            "Nodes", nodesReady, nodesReady ? "" : "\(status.nodes.ready) of \(status.nodes.requested) ready")
        status.set("Helm", isInstalled, isInstalled ? "" : "releases are not ready")
        let isNew = status.releaseRefs.current == nil
        if isNew || status.conditions.contains(where: { $0.type == Self.loadBalancer }) {
            let answers = hasStarted(cluster, lcm, substrate)
            status.set(Self.loadBalancer, answers, answers ? "" : "no manager holds the address of the API")
        }
        if let plan, plan.object.status.status == .autoPaused {
            status.set(Self.autoPause, false, "\(plan.object.metadata.name) is paused by an alert")
        } else {
            status.conditions.removeAll { $0.type == Self.autoPause }
        }
        status.ready = status.conditions.allSatisfy(\.ready)
        if isThere, hasPlan ?? true, status.releaseRefs.current?.name != release, !isNew || status.ready {
            status.releaseRefs.previous = status.releaseRefs.current
            var reference = ReleaseReference()
            reference.name = release
            reference.version = version
            status.releaseRefs.current = reference
            let word = isNew ? LCMEntry.clusterReady : .releaseReached
            note = Write.Note(word.kind, substrate.text(release))
        }
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
        for index in spec.releases.indices {
            guard let place = status.releaseStatuses.index(spec.releases[index].name) else { return false }
            guard status.releaseStatuses.values[place].version == spec.releases[index].version,
                status.releaseStatuses.values[place].success,
                status.releaseStatuses.values[place].ready
            else { return false }
        }
        return true
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
    mutating func plan(of cluster: Cluster, to release: String) -> Stored<ClusterUpdatePlanSpec>? {
        let key = IndexKey("cluster", namespace: cluster.metadata.namespace, cluster.metadata.name)
        return boxes(ClusterUpdatePlan.self, by: key, cluster: 0).first { $0.object.spec.target == release }
    }
}
