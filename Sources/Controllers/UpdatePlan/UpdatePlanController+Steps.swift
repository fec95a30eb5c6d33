import Kubernetes
import Simulation

extension UpdatePlanController {
    /// Completes the step under way if it is done and begins the next if it was commenced.
    func advance(
        _ plan: inout ClusterUpdatePlan, _ cluster: Cluster, _ last: inout LastMachineLeft,
        _ substrate: inout Substrate
    ) -> ReconcileResult {
        let now = substrate.timestamp
        if plan.status.steps.isEmpty {
            plan.status.steps = plan.spec.steps.map { step in
                var status = UpdateStepStatus()
                status.id = step.id
                status.name = step.name
                return status
            }
            plan.status.status.enter(.inProgress)
            plan.status.startedAt = now
            substrate.updateStatus(plan, cluster: 0, note: Write.Note(LCMEntry.planStarted.kind))
            return .settled
        }
        let alerts = alerts(pausing: plan, &substrate)
        if let alert = alerts.first {
            if pause(&plan, by: alert, &substrate) { return .settled }
        } else if resume(&plan, &substrate) {
            return .settled
        }
        guard
            let index = plan.status.steps.indices.first(where: { plan.status.steps[$0].status != .completed })
        else {
            plan.status.status.enter(.completed)
            plan.status.completedAt = now
            substrate.updateStatus(plan, cluster: 0, note: Write.Note(LCMEntry.planCompleted.kind))
            return .settled
        }
        let step = plan.status.steps[index]
        guard let spec = plan.spec.steps.first(where: { $0.id == step.id }) else { return .settled }
        switch step.status {
        case .notStarted, .scheduled, .autoPaused, .stuck:
            guard spec.commence else {
                if let alert = alerts.first {
                    return .blocked(
                        on: substrate.alert(alert), rule: WaitRule(.stepPaused, step.id), retry: nil)
                }
                let holder = Subject(
                    kind: SubjectLabels.operator, name: substrate.kernel.names.intern("operator"))
                let form =
                    plan.status.status == .autoPaused ? WaitRule.Form.planPaused : .stepNotCommenced
                return .blocked(on: holder, rule: WaitRule(form, step.id), retry: nil)
            }
            let isPaused = step.status == .autoPaused
            plan.status.steps[index].status.enter(.inProgress)
            if isPaused {
                plan.status.steps[index].message = ""
            } else {
                plan.status.steps[index].startedAt = now
            }
            let word = isPaused ? LCMEntry.stepResumed : .stepStarted
            substrate.updateStatus(plan, cluster: 0, note: note(word, step.id, &substrate))
        case .inProgress:
            guard isDone(step.id, plan, &last, &substrate) else { return .settled }
            plan.status.steps[index].status.enter(.completed)
            if let started = step.startedAt {
                let length = SimDuration.seconds(now.unixSeconds - started.unixSeconds)
                plan.status.steps[index].duration = length.description
            }
            substrate.updateStatus(plan, cluster: 0, note: note(LCMEntry.stepCompleted, step.id, &substrate))
        case .completed: break
        }
        return .settled
    }

    private func note(_ word: LCMEntry, _ step: String, _ substrate: inout Substrate) -> Write.Note {
        Write.Note(
            word.kind, Subject(kind: SubjectLabels.updateStep, name: substrate.kernel.names.intern(step)))
    }

    /// Whether what a step is about has been reached.
    private func isDone(
        _ step: String, _ plan: ClusterUpdatePlan, _ last: inout LastMachineLeft, _ substrate: inout Substrate
    ) -> Bool {
        let (namespace, name) = (plan.metadata.namespace, plan.spec.cluster)
        let names = (
            substrate.kernel.names.intern(namespace), substrate.kernel.names.intern(name)
        )
        guard let mosk = substrate.estate.cluster(namespace: names.0, name: names.1),
            let lcm = substrate.box(
                LCMCluster.self, substrate.key(LCMCluster.self, name, namespace: namespace), cluster: 0),
            let target = substrate.releaseVersion(plan.spec.target), lcm.object.spec.release == target
        else { return false }
        switch step {
        case UpdateStep.openStack:
            return locksAreInactive(["openstack", "tungstenfabric"], mosk, target, &substrate)
        case UpdateStep.ceph: return locksAreInactive(["ceph"], mosk, target, &substrate)
        case UpdateStep.components:
            let bundle = substrate.get(
                HelmBundle.self, substrate.key(HelmBundle.self, name, namespace: namespace), cluster: 0)
            let locks = substrate.boxes(ClusterWorkloadLock.self, cluster: mosk)
            return bundle?.isReady ?? false && bundle?.status.release == target
                && substrate.boxes(ClusterMaintenanceRequest.self, cluster: mosk).isEmpty
                && locks.allSatisfy { $0.object.status.state == .active }
                && lcm.object.status.release == target
        default:
            let group = String(step.dropFirst(UpdateStep.workerPrefix.count))
            let isControl = step == UpdateStep.controllers
            let isLeft = { (machine: Stored<LCMMachineSpec>) in
                if isControl, machine.object.spec.type != .control { return false }
                if machine.object.spec.disable { return false }
                return machine.object.status.release != target || machine.object.status.state != .ready
                    || lcm.object.status.machinesInUpdate.contains(machine.object.metadata.name)
            }
            // The machine that was left last time is mostly left still: then none of the others matters.
            if let key = last.machine, key.namespace == names.0,
                let machine = substrate.box(LCMMachine.self, key, cluster: 0),
                isControl
                    ? machine.object.spec.clusterName == name
                    : machine.object.metadata.labels[Label.updateGroup] == group,
                isLeft(machine)
            {
                return false
            }
            let key =
                isControl
                ? IndexKey("cluster", namespace: namespace, name)
                : IndexKey("group", namespace: namespace, group)
            let left = substrate.first(LCMMachine.self, by: key, cluster: 0, where: isLeft)?.key
            last.machine = left
            return left == nil
        }
    }

    private func locksAreInactive(
        _ controllers: [String], _ cluster: UInt8, _ release: String, _ substrate: inout Substrate
    ) -> Bool {
        substrate.boxes(ClusterWorkloadLock.self, cluster: cluster).allSatisfy { lock in
            !controllers.contains(lock.object.spec.controllerName)
                || lock.object.status.state == .inactive && lock.object.status.release == release
        } && !substrate.boxes(ClusterMaintenanceRequest.self, cluster: cluster).isEmpty
    }
}

extension Substrate {
    /// The version of the ClusterRelease called `name`.
    mutating func releaseVersion(_ name: String) -> String? {
        getKnown(
            ClusterRelease.self, key(ClusterRelease.self, name), cluster: 0, because: "releases never change"
        )?.object.spec.version
    }
}
