import Kubernetes
import Simulation

/// The upgrade of OpenStack: one service after the other, each step by step.
///
/// How far it is follows from the objects alone: a step is done when its object has the new image and is
/// ready. The real controller gives a step up after 600 s and a service after 1200 s, and tries it again:
/// that only repeats the wait, and is not modelled.
/// Source: Mirantis/rockoon rockoon/controllers/openstackdeployment.py, rockoon/services/__init__.py.
extension OpenStackDeploymentController {
    /// Does the next thing in the upgrade of a service.
    func upgrade(
        _ service: OpenStackService, _ round: inout OpenStackRound, _ substrate: inout Substrate
    ) -> ReconcileResult {
        let cluster = round.work.cluster
        if round.status.services[service.name]?.state != .applying {
            if let wait = unhealthy(service, round.work, &substrate) { return wait }
            round.enter(.applying, service, at: substrate.timestamp)
            let text = substrate.text(service.name)
            round.notes.append(Write.Note(OpenStackEntry.openStackUpgradeBegan.kind, text))
            return .settled
        }
        for step in service.upgrade?.steps ?? [] {
            if let wait = carryOut(step, of: service, round, &substrate) { return wait }
        }
        if let wait = install(service, round, &substrate) { return wait }
        guard substrate.ensureAll(of: service, round.plan, cluster: cluster) else { return .settled }
        if let rest = substrate.activity("pause after Helm for \(service.name)", takes: Self.retry) {
            return .after(rest)
        }
        if let wait = unhealthy(service, round.work, &substrate) { return wait }
        round.enter(.applied, service, at: substrate.timestamp)
        let text = substrate.text(service.name)
        round.notes.append(Write.Note(OpenStackEntry.openStackUpgradeEnded.kind, text))
        return .settled
    }

    /// Brings the object of a step to the new release; nil once it is there and ready.
    private func carryOut(
        _ step: String, of service: OpenStackService, _ round: OpenStackRound, _ substrate: inout Substrate
    ) -> ReconcileResult? {
        let parts = step.split(separator: "/", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return nil }
        let (plan, cluster) = (round.plan, round.work.cluster)
        if parts[0] == "job" {
            guard let row = plan.jobs(of: service, inUpgrade: true).first(where: { $0.name == parts[1] })
            else { return nil }
            guard substrate.ensure(row, of: service, plan, cluster: cluster) else { return .settled }
            let key = substrate.key(Job.self, row.name, namespace: service.namespace)
            let job = substrate.box(Job.self, key, cluster: cluster)
            guard job?.object.status.isComplete ?? false else {
                return .blocked(
                    on: key.subject(cluster: cluster), rule: WaitRule(.jobIncomplete), retry: nil)
            }
            return nil
        }
        guard let row = plan.workloads(of: service).first(where: { $0.name == parts[1] }) else { return nil }
        guard substrate.ensure(row, of: service, plan, cluster: cluster) else { return .settled }
        guard let stored = substrate.find(row, of: service, cluster: cluster),
            OpenStackComponent.isReady(stored) ?? false
        else {
            let kind = substrate.find(row, of: service, cluster: cluster)?.key
            return .blocked(
                on: kind?.subject(cluster: cluster) ?? .none, rule: WaitRule(.workloadNotReady), retry: nil)
        }
        return nil
    }

    /// What there is to wait for until a service is healthy; nil when it is.
    func unhealthy(
        _ service: OpenStackService, _ work: WorkKey, _ substrate: inout Substrate
    ) -> ReconcileResult? {
        guard
            let key = firstUnhealthy(service.health, work.object.namespace, work.cluster, &substrate)
        else { return nil }
        return .blocked(
            on: key.subject(cluster: work.cluster), rule: WaitRule(.serviceUnhealthy, service.name),
            retry: nil)
    }

    /// Outside of maintenance, the controller deletes the outdated pods of DaemonSets that don't replace them
    /// themselves, one by one; nil once there is none. In maintenance that is left to each node, when it
    /// comes back (`Substrate.replaceOutdatedPods`).
    ///
    /// Source: Mirantis/rockoon rockoon/services/__init__.py (Neutron.apply).
    func restartOutdated(
        _ round: OpenStackRound, _ substrate: inout Substrate
    ) -> ReconcileResult? {
        let cluster = round.work.cluster
        guard substrate.boxes(ClusterMaintenanceRequest.self, cluster: cluster).isEmpty else { return nil }
        for service in round.plan.services {
            for row in round.plan.workloads(of: service) where row.onDelete && row.kind == .daemonSet {
                let key = substrate.key(DaemonSet.self, row.name, namespace: service.namespace)
                guard let set = substrate.box(DaemonSet.self, key, cluster: cluster) else { continue }
                let (status, metadata) = (set.object.status, set.object.metadata)
                let isSeen = status.observedGeneration >= metadata.generation
                let isWhole = status.numberReady ?? 0 == status.desiredNumberScheduled ?? 0
                guard isSeen, isWhole else {
                    return .blocked(
                        on: substrate.nodeWithoutPod(of: set, cluster: cluster),
                        rule: WaitRule(.notReadyThere, row.name), retry: nil)
                }
                guard let pod = substrate.outdatedPod(of: set, cluster: cluster) else { continue }
                substrate.stop(pod.object, cluster: cluster)
                return .settled
            }
        }
        return nil
    }
}
