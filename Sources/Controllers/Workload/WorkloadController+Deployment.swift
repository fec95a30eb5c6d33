public import Kubernetes
import Simulation

extension WorkloadController {
    /// As many pods of the present template as replicas. While old ones are there, a few of each at a time.
    ///
    /// Source: kubernetes pkg/controller/deployment (rolling.go, recreate.go, sync.go, progress.go).
    func deployment(
        _ work: WorkKey, _ memory: inout WorkloadMemory, _ substrate: inout Substrate
    ) -> ReconcileResult {
        guard let deployment = substrate.get(Deployment.self, work), !deployment.metadata.isDeleting else {
            return .settled
        }
        let hash = memory.revisions.revision(
            of: (deployment.metadata.uid, deployment.metadata.generation), deployment.spec.template)
        let revision = substrate.label(deployment.metadata.uid, revision: hash, own: hash)
        let pods = substrate.pods(of: deployment, revision, cluster: work.cluster)
        let blocker: (pod: Stored<PodSpec>, form: WaitRule.Form)?
        if pods.old.isEmpty {
            let waiting = deployment.spec.strategy.type == .recreate ? pods.leaving : nil
            if waiting == nil { scale(deployment, pods, revision, work, &substrate) }
            blocker = waiting.map { ($0, .recreate) }
        } else if deployment.spec.strategy.type == .recreate {
            for pod in pods.old { substrate.stop(pod.object, cluster: work.cluster) }
            blocker = nil
        } else {
            blocker = roll(deployment, pods, revision, work, &substrate)
        }
        let status = deployment.status(of: pods, at: substrate.timestamp)
        if status != deployment.status {
            var deployment = deployment
            deployment.status = status
            substrate.updateStatus(deployment, cluster: work.cluster)
        }
        let deadline = deployment.deadline(status, substrate)
        if let blocker {
            let holder = blocker.pod.key.subject(cluster: work.cluster)
            return .blocked(on: holder, rule: WaitRule(blocker.form), retry: deadline)
        }
        return deadline.map { .after($0) } ?? .settled
    }

    /// Makes the pods that are missing, or drops those that are too many: first those that are not ready.
    private func scale(
        _ deployment: Deployment, _ pods: DeploymentPods, _ revision: String, _ work: WorkKey,
        _ substrate: inout Substrate
    ) {
        let missing = Int(deployment.spec.replicas) - pods.new.count
        make(missing, deployment, revision, work, &substrate)
        guard missing < 0 else { return }
        for pod in pods.unreadyFirst.prefix(-missing) { substrate.stop(pod.object, cluster: work.cluster) }
    }

    private func make(
        _ count: Int, _ deployment: Deployment, _ revision: String, _ work: WorkKey,
        _ substrate: inout Substrate
    ) {
        guard count > 0 else { return }
        let maker = PodMaker(
            of: deployment, deployment.spec.template, label: (RevisionLabel.deployment, revision))
        for index in 0..<count {
            let suffix = substrate.suffix(deployment.metadata.uid, index, cluster: work.cluster)
            substrate.create(maker.make("\(deployment.metadata.name)-\(suffix)"), cluster: work.cluster)
        }
    }

    /// Makes new pods and drops old ones as far as surge and unavailability allow. Answers the pod that must
    /// be ready before it can go on.
    private func roll(
        _ deployment: Deployment, _ pods: DeploymentPods, _ revision: String, _ work: WorkKey,
        _ substrate: inout Substrate
    ) -> (pod: Stored<PodSpec>, form: WaitRule.Form)? {
        let replicas = Int(deployment.spec.replicas)
        let (surge, unavailable) = deployment.spec.strategy.fenceposts(deployment.spec.replicas)
        let live = pods.new.count + pods.old.count
        let room = min(replicas + Int(surge) - live, replicas - pods.new.count)
        make(room, deployment, revision, work, &substrate)
        let tooMany = pods.new.count - replicas
        if tooMany > 0 {
            for pod in pods.unreadyFirst.prefix(tooMany) { substrate.stop(pod.object, cluster: work.cluster) }
        }
        let least = replicas - Int(unavailable)
        let unready = pods.new.filter { !$0.object.status.isReady }
        let budget = live - least - unready.count
        var leaving: [Stored<PodSpec>] = []
        if budget > 0 {
            leaving = Array(pods.old.filter { !$0.object.status.isReady }.prefix(budget))
            let spare = min(pods.ready - least, budget - leaving.count)
            if spare > 0 { leaving += pods.old.filter(\.object.status.isReady).prefix(spare) }
        }
        for pod in leaving { substrate.stop(pod.object, cluster: work.cluster) }
        guard room <= 0, leaving.isEmpty else { return nil }
        return (unready.first ?? pods.old.first { !$0.object.status.isReady }).map { ($0, .maxUnavailable) }
    }
}

/// The pods of a Deployment.
struct DeploymentPods {
    /// Those of the present template that run or are to run.
    private(set) var new: [Stored<PodSpec>] = []
    /// Those of old ones.
    private(set) var old: [Stored<PodSpec>] = []
    /// One that is on its way out.
    private(set) var leaving: Stored<PodSpec>?
    /// How many are ready.
    private(set) var ready = 0

    /// Those of the present template, those that are not ready first.
    var unreadyFirst: [Stored<PodSpec>] {
        new.filter { !$0.object.status.isReady } + new.filter(\.object.status.isReady)
    }

    /// Takes over a pod; one that has ended does not count.
    mutating func add(_ pod: Stored<PodSpec>, revision: String) {
        guard !pod.object.status.phase.isOver else { return }
        guard !pod.object.metadata.isDeleting else {
            leaving = pod
            return
        }
        if pod.object.status.isReady { ready += 1 }
        if pod.object.metadata.labels[RevisionLabel.deployment] ?? "" == revision {
            new.append(pod)
        } else {
            old.append(pod)
        }
    }
}

extension Substrate {
    /// The pods of a Deployment: its own, and those of the ReplicaSets that an imported cloud has given it.
    mutating func pods(of deployment: Deployment, _ revision: String, cluster: UInt8) -> DeploymentPods {
        let uid = deployment.metadata.uid
        var owners = [uid]
        if let kind = kinds.find(apiVersion: "apps/v1", kind: "ReplicaSet") {
            owners += stores[Int(cluster)].dependents(of: uid, kind: kind).map(\.metadata.uid)
        }
        var pods = DeploymentPods()
        for owner in owners {
            forEach(Pod.self, by: IndexKey(owner: owner), cluster: cluster) { pod in
                pods.add(pod, revision: revision)
                return true
            }
        }
        return pods
    }

    /// Asks for a pod's deletion with its grace.
    mutating func stop(_ pod: Pod, cluster: UInt8) {
        delete(pod, cluster: cluster, graceSeconds: pod.spec.terminationGracePeriodSeconds)
    }
}

extension Deployment {
    /// What its status says of its pods.
    func status(of pods: DeploymentPods, at now: Timestamp) -> WorkloadStatus {
        var status = status
        let before = (status.replicas, status.updatedReplicas, status.availableReplicas)
        let ready = Int64(pods.ready)
        status.replicas = Int64(pods.new.count + pods.old.count)
        status.readyReplicas = ready
        status.availableReplicas = ready
        status.unavailableReplicas = max(max(spec.replicas, status.replicas) - ready, 0)
        status.updatedReplicas = Int64(pods.new.count)
        let isNew = status.observedGeneration < metadata.generation
        status.observedGeneration = metadata.generation
        let least = spec.replicas - spec.strategy.fenceposts(spec.replicas).unavailable
        status.set(
            "Available", ready >= least,
            reason: ready >= least ? "MinimumReplicasAvailable" : "MinimumReplicasUnavailable", at: now)
        let isComplete =
            status.updatedReplicas == spec.replicas && status.replicas == spec.replicas
            && status.availableReplicas >= spec.replicas
        let old = status.conditions.first { $0.type == "Progressing" }
        let getsOn = before != (status.replicas, status.updatedReplicas, status.availableReplicas)
        if isComplete {
            status.set("Progressing", true, reason: "NewReplicaSetAvailable", at: now)
        } else if isNew || old == nil || getsOn && old?.reason != "NewReplicaSetAvailable" {
            status.set("Progressing", true, reason: "ReplicaSetUpdated", at: now, isNew: true)
        } else if old?.reason == "ReplicaSetUpdated", let since = old?.lastUpdateTime,
            now.unixSeconds >= since.unixSeconds + spec.progressDeadlineSeconds
        {
            status.set("Progressing", false, reason: "ProgressDeadlineExceeded", at: now)
        }
        return status
    }

    /// How long it may still take until it says that it does not get on; nil when it is not rolling.
    func deadline(_ status: WorkloadStatus, _ substrate: Substrate) -> SimDuration? {
        guard let condition = status.conditions.first(where: { $0.type == "Progressing" }),
            condition.reason == "ReplicaSetUpdated", let since = condition.lastUpdateTime
        else { return nil }
        let left = since.unixSeconds + spec.progressDeadlineSeconds - substrate.timestamp.unixSeconds
        return .seconds(max(left, 1))
    }

    /// The status of a Deployment all of whose pods are ready and of its present template.
    public func settledStatus(at now: Timestamp) -> WorkloadStatus {
        var copy = self
        copy.metadata.generation = max(metadata.generation, 1)
        var pod = Pod(metadata: ObjectMeta())
        pod.status.isReady = true
        let key = ObjectKey(kind: PodSpec.kind, namespace: .empty, name: .empty)
        let stored = Stored(key: key, object: pod)
        var pods = DeploymentPods()
        for _ in 0..<max(spec.replicas, 0) { pods.add(stored, revision: "") }
        return copy.status(of: pods, at: now)
    }
}

extension WorkloadStatus {
    /// Sets a condition; its times change with its status, and its last update with its reason too.
    mutating func set(_ type: String, _ isTrue: Bool, reason: String, at now: Timestamp, isNew: Bool = false)
    {
        var condition = WorkloadCondition(type, isTrue, reason: reason, at: now)
        condition.lastUpdateTime = now
        guard let index = conditions.firstIndex(where: { $0.type == type }) else {
            conditions.append(condition)
            return
        }
        let old = conditions[index]
        if old.status == condition.status { condition.lastTransitionTime = old.lastTransitionTime }
        if old.status == condition.status, old.reason == reason, !isNew { return }
        conditions[index] = condition
    }
}
