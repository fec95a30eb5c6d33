import Kubernetes
import Simulation

/// Bringing a deployment to what is wanted.
///
/// Source: Mirantis/rockoon rockoon/controllers/openstackdeployment.py (process_osdpl_event).
extension OpenStackDeploymentController {
    /// How long the controller waits before it tries again what has failed.
    /// Source: Mirantis/rockoon rockoon/controllers/openstackdeployment.py (10 s between rounds).
    static let retry = SimDuration.seconds(10)

    /// One round for a deployment: what can be done now, and its health.
    func deployment(
        _ work: WorkKey, _ memory: inout OpenStackDeploymentMemory, _ substrate: inout Substrate
    ) -> ReconcileResult {
        guard let deployment = substrate.box(OpenStackDeployment.self, work),
            let own = ownRelease(work.cluster, &substrate)
        else { return .settled }
        let key = ObjectKey(
            kind: OpenStackDeploymentStatusSpec.kind, namespace: work.object.namespace,
            name: work.object.name)
        let known = substrate.box(OpenStackDeploymentStatus.self, key, cluster: work.cluster)
        if let known, memory.isAtRest(deployment, known, release: own) { return .settled }
        guard !deployment.object.metadata.isDeleting, deployment.object.spec.isTakenUp,
            let inventory = substrate.estate.openStack,
            let plan = memory.plan(for: deployment, inventory, release: own)
        else { return .settled }
        guard let before = known else {
            let metadata = deployment.object.metadata
            substrate.create(
                OpenStackDeploymentStatus(
                    metadata: ObjectMeta(name: metadata.name, namespace: metadata.namespace)),
                cluster: work.cluster)
            return .settled
        }
        var round = OpenStackRound(plan: plan, work: work, status: before.object.status)
        let isAtRest = round.isAtRest
        let result = isAtRest ? ReconcileResult.settled : advance(&round, &substrate)
        let rest = health(&round, before, of: deployment.identity.uid, &memory, &substrate)
        round.count()
        if round.status != before.object.status {
            var after = before.object
            after.status = round.status
            substrate.updateStatus(
                after, cluster: work.cluster, note: round.notes.first, details: Array(round.notes.dropFirst())
            )
        } else if isAtRest, rest == nil {
            memory.noteRest(deployment, before, release: own)
        }
        return result.atLatest(rest)
    }

    /// Does the next thing on the way to APPLIED.
    private func advance(_ round: inout OpenStackRound, _ substrate: inout Substrate) -> ReconcileResult {
        guard round.isAboutPlan, round.status.osdpl.state == .applying else {
            begin(&round, &substrate)
            return .settled
        }
        if let wait = cacheImages(round, &substrate) { return wait }
        for service in round.plan.upgradeOrder {
            let version = round.status.services[service.name]?.openstackVersion ?? ""
            guard !version.isEmpty, version != round.plan.version.rawValue else { continue }
            return upgrade(service, &round, &substrate)
        }
        if let wait = applyAll(&round, &substrate) { return wait }
        if let wait = restartOutdated(round, &substrate) { return wait }
        round.enter(.applied, at: substrate.timestamp)
        round.notes.append(
            Write.Note(OpenStackEntry.openStackState.kind, substrate.text(OpenStackState.applied.rawValue)))
        return .settled
    }

    /// Says that a change is handled: the deployment is APPLYING, all its services wait.
    private func begin(_ round: inout OpenStackRound, _ substrate: inout Substrate) {
        let (plan, time) = (round.plan, substrate.timestamp)
        let isNew = round.status.osdpl.fingerprint.isEmpty
        let isResumed = round.status.osdpl.controllerVersion != plan.controllerVersion
        round.enter(.applying, at: time)
        round.status.osdpl.fingerprint = plan.fingerprint
        round.status.osdpl.controllerVersion = plan.controllerVersion
        round.status.osdpl.openstackVersion = plan.version.rawValue
        round.status.osdpl.release = plan.controllerVersion
        round.status.osdpl.cause = isNew ? "create" : isResumed ? "resume" : "update"
        for service in plan.services where !round.isApplied(service) {
            round.enter(.waiting, service, at: time)
        }
        for name in round.status.services.names where !plan.services.contains(where: { $0.name == name }) {
            round.status.services[name] = nil
        }
        round.notes.append(
            Write.Note(OpenStackEntry.openStackState.kind, substrate.text(OpenStackState.applying.rawValue)))
    }

    /// Has the images pulled ahead on all nodes; answers what there is to wait for. A node that does not get
    /// its pod ready keeps the deployment in APPLYING.
    ///
    /// Source: Mirantis/rockoon rockoon/cache.py (ensure: TemporaryError each 10 s until all are Ready).
    private func cacheImages(
        _ round: OpenStackRound, _ substrate: inout Substrate
    ) -> ReconcileResult? {
        guard let cache = round.plan.cache else { return nil }
        var isAsWanted = true
        for (row, document) in round.plan.cacheWorkloads {
            if !substrate.ensure(row, as: document, cluster: round.work.cluster) { isAsWanted = false }
        }
        guard isAsWanted else { return .settled }
        for (row, _) in round.plan.cacheWorkloads {
            let key = substrate.key(DaemonSet.self, row.name, namespace: cache.namespace)
            guard let set = substrate.box(DaemonSet.self, key, cluster: round.work.cluster) else { continue }
            let silent = substrate.unreadyNode(of: set, cluster: round.work.cluster)
            guard silent != nil || !Self.isEverywhere(set) else { continue }
            return .blocked(
                on: silent ?? substrate.nodeWithoutPod(of: set, cluster: round.work.cluster),
                rule: WaitRule(.imagesNotReadyThere, row.name), retry: Self.retry)
        }
        return nil
    }

    /// Whether all nodes of a cache have its present pod, and it is ready. That as many are ready as are of
    /// the present template holds before the first of them is made, too: a look every 10 s misses that
    /// moment (inferred).
    private static func isEverywhere(_ set: Stored<DaemonSetSpec>) -> Bool {
        let status = set.object.status
        return OpenStackComponent.isReady(set) ?? false
            && status.updatedNumberScheduled == status.desiredNumberScheduled
    }

    /// Applies all services together; nil once all are applied.
    private func applyAll(
        _ round: inout OpenStackRound, _ substrate: inout Substrate
    ) -> ReconcileResult? {
        let pending = round.plan.services.filter { !round.isApplied($0) }
        guard !pending.isEmpty else { return nil }
        let time = substrate.timestamp
        let waiting = pending.filter { round.status.services[$0.name]?.state != .applying }
        guard waiting.isEmpty else {
            for service in waiting {
                round.enter(.applying, service, at: time)
                let text = substrate.text(service.name)
                round.notes.append(Write.Note(OpenStackEntry.openStackServiceBegan.kind, text))
            }
            return .settled
        }
        var wait: ReconcileResult?
        for service in pending {
            if let held = install(service, round, &substrate) {
                wait = wait?.sooner(held) ?? held
                continue
            }
            substrate.ensureAll(of: service, round.plan, cluster: round.work.cluster)
            round.enter(.applied, service, at: time)
            let text = substrate.text(service.name)
            round.notes.append(Write.Note(OpenStackEntry.openStackServiceApplied.kind, text))
        }
        return wait ?? .settled
    }

    /// Runs Helm for the releases of a service, one after the other; nil once all are deployed. One that was
    /// left in the middle of an upgrade lets no other begin: helm/helm pkg/action/upgrade.go (errPending).
    func install(
        _ service: OpenStackService, _ round: OpenStackRound, _ substrate: inout Substrate
    ) -> ReconcileResult? {
        for release in round.plan.releases(of: service) {
            if substrate.isStuck(release, cluster: round.work.cluster) {
                return .blocked(
                    on: substrate.text(release), rule: WaitRule(.helmStuck), retry: Self.retry)
            }
            let length = substrate.kernel.duration(
                "openstack.helm.release",
                occurrence: Kernel.occurrence(
                    release + round.plan.fingerprint + round.plan.controllerVersion))
            if let rest = substrate.activity("Helm upgrade of \(release)", takes: length) {
                return .after(rest)
            }
        }
        return nil
    }
}

extension OpenStackPlan {
    /// The Helm releases of a service that exist here: one that is named like a workload goes with it.
    func releases(of service: OpenStackService) -> [String] {
        let here = workloads(of: service)
        return service.releases.filter { release in
            let own = { (row: OpenStackWorkload) in row.name.hasPrefix(release + "-") }
            return here.contains(where: own) || !service.workloads.contains(where: own)
        }
    }
}

extension ReconcileResult {
    /// This, but called again after `rest` at the latest.
    func atLatest(_ rest: SimDuration?) -> ReconcileResult {
        guard let rest else { return self }
        switch self {
        case .settled: return .after(rest)
        case .after(let length): return .after(min(length, rest))
        case .waiting: return self
        case .blocked(let holder, let rule, let retry):
            return .blocked(on: holder, rule: rule, retry: min(retry ?? rest, rest))
        }
    }

    /// The one of two that brings the next call sooner; what is held counts, what is under way does so more.
    func sooner(_ other: ReconcileResult) -> ReconcileResult {
        switch (self, other) {
        case (.after(let left), .after(let right)): .after(min(left, right))
        case (.blocked(_, _, let retry), .after(let length)):
            .after(min(length, retry ?? length))
        case (.after(let length), .blocked(_, _, let retry)):
            .after(min(length, retry ?? length))
        case (.blocked(let holder, let rule, let left), .blocked(_, _, let right)):
            .blocked(
                on: holder, rule: rule,
                retry: left.map { left in right.map { min(left, $0) } ?? left } ?? right)
        default: self
        }
    }
}
