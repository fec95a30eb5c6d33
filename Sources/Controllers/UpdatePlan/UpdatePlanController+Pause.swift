import Kubernetes
public import Simulation

/// Alerts that pause an update.
///
/// While an alert of the cluster's UpdateAutoPause fires, no step that has not begun is commenced, a step of
/// workers under way is paused, and the plan is AutoPaused. Other steps under way go on to their end. It goes
/// on once none fires and the operator has commenced a step again. Inferred: what is commenced meanwhile is
/// paused again, and machines of a paused step that are at work are finished while no other begins.
///
/// Source: pages "Configure update auto-pause", "UpdateAutoPause resource".
extension UpdatePlanController {
    /// Says in an UpdateAutoPause which of its alerts fire, and has monitoring watch them.
    func reconcilePause(_ work: WorkKey, _ substrate: inout Substrate) -> ReconcileResult {
        let isOfCluster =
            substrate.estate.cluster(namespace: work.object.namespace, name: work.object.name) != nil
        guard let box = substrate.box(UpdateAutoPause.self, work), !box.object.metadata.isDeleting else {
            if isOfCluster { substrate.watchedAlerts.names = [] }
            return .settled
        }
        var pause = box.object
        if isOfCluster { substrate.watchedAlerts.names = pause.spec.alerts }
        pause.status.firingAlerts =
            isOfCluster ? pause.spec.alerts.filter(substrate.watchedAlerts.firing.contains) : []
        pause.status.error =
            isOfCluster
            ? "" : "there is no MOSK cluster \(pause.metadata.namespace)/\(pause.metadata.name)"
        if pause.status != box.object.status { substrate.updateStatus(pause, cluster: 0) }
        return .settled
    }

    /// The alerts that hold up the update of a plan's cluster now.
    func alerts(pausing plan: ClusterUpdatePlan, _ substrate: inout Substrate) -> [String] {
        let key = substrate.key(
            UpdateAutoPause.self, plan.spec.cluster, namespace: plan.metadata.namespace)
        guard let pause = substrate.box(UpdateAutoPause.self, key, cluster: 0),
            !pause.object.metadata.isDeleting
        else { return [] }
        return pause.object.firing
    }

    /// Pauses a plan that is under way because of an alert; false when there is nothing more to pause.
    func pause(_ plan: inout ClusterUpdatePlan, by alert: String, _ substrate: inout Substrate) -> Bool {
        guard plan.isUnderWay else { return false }
        var (isSpecChanged, isStatusChanged) = (false, false)
        for index in plan.spec.steps.indices where plan.spec.steps[index].commence {
            let step = plan.spec.steps[index].id
            guard plan.isHeld(step) else { continue }
            plan.spec.steps[index].commence = false
            isSpecChanged = true
        }
        for index in plan.status.steps.indices
        where plan.status.steps[index].status == .inProgress && plan.isHeld(plan.status.steps[index].id) {
            plan.status.steps[index].status.enter(.autoPaused)
            plan.status.steps[index].message = "paused by \(alert)"
            isStatusChanged = true
        }
        if isSpecChanged { substrate.update(plan, cluster: 0) }
        if plan.status.status == .inProgress {
            plan.status.status.enter(.autoPaused)
            isStatusChanged = true
        }
        if isStatusChanged {
            substrate.updateStatus(
                plan, cluster: 0, note: Write.Note(LCMEntry.planPaused.kind, substrate.alert(alert)))
        }
        return isSpecChanged || isStatusChanged
    }

    /// Lets a paused plan go on once a step is commenced again; false when nothing is to be changed.
    func resume(_ plan: inout ClusterUpdatePlan, _ substrate: inout Substrate) -> Bool {
        guard plan.status.status == .autoPaused,
            plan.spec.steps.contains(where: { $0.commence && plan.isHeld($0.id) })
        else { return false }
        plan.status.status.enter(.inProgress)
        substrate.updateStatus(plan, cluster: 0, note: Write.Note(LCMEntry.planResumed.kind))
        return true
    }
}

extension ClusterUpdatePlan {
    /// Whether an alert holds a step: one that has not begun, or one of workers that is not done.
    func isHeld(_ step: String) -> Bool {
        switch state(step) {
        case .notStarted, .scheduled, .autoPaused: true
        case .inProgress, .stuck: step.hasPrefix(UpdateStep.workerPrefix)
        case .completed: false
        }
    }
}

extension Substrate {
    /// An alert as a journal's subject.
    public mutating func alert(_ name: String) -> Subject {
        Subject(kind: SubjectLabels.alert, name: kernel.names.intern(name))
    }

    /// Tells the controller of update plans which of the alerts that it watches fire, because of `cause`.
    public mutating func tellAlerts(_ firing: [String], cluster: UInt8, cause: EntryID) {
        watchedAlerts.firing = firing
        let cluster = estate.clusters[Int(cluster)]
        let key = ObjectKey(
            kind: UpdateAutoPauseSpec.kind, namespace: cluster.namespace, name: cluster.name)
        enqueue(.updatePlan, WorkKey(cluster: 0, object: key), cause: cause)
    }
}
