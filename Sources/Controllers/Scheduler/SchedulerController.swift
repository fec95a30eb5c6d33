import HardwareInterfaces
public import Kubernetes
import Simulation

/// The scheduler: gives each pod a node that it may run on, the best one among those that it looks at. Pods
/// of a higher priority come first; nobody is preempted.
///
/// Source: kubernetes pkg/scheduler (schedule_one.go) and pkg/scheduler/apis/config/v1/default_plugins.go.
/// A pod that tolerates every taint does not go to a cordoned node here; the real one lets it.
public struct SchedulerController: Controller {
    public typealias Memory = SchedulerMemory

    public static let spec = ControllerSpec(
        .scheduler, "scheduler", writesPerSecond: 50, burst: 100,
        watches: [
            .mosk(PodSpec.kind, for: [.creation, .deletion, .main, .stage]), .mosk(NodeSpec.kind),
            .mosk(PersistentVolumeClaimSpec.kind, for: []),
        ])

    /// How long an unschedulable pod waits at most before it is tried again.
    /// Source: kubernetes pkg/scheduler (flush of unschedulable pods after 5 min).
    static let retry = SimDuration.minutes(5)

    /// Makes the controller.
    public init() {}

    public func requests(
        for change: ObjectChange, _ memory: inout SchedulerMemory, _ substrate: inout Substrate
    ) -> WorkKeys {
        switch change.key.kind {
        case PodSpec.kind: return pod(change, &memory, &substrate)
        case NodeSpec.kind: return node(change, &memory, &substrate)
        default: return []
        }
    }

    private func pod(
        _ change: ObjectChange, _ memory: inout SchedulerMemory, _ substrate: inout Substrate
    ) -> WorkKeys {
        let (old, new) = (change.oldBox(Pod.self), change.newBox(Pod.self))
        let hadRoom = old.map { !$0.object.spec.nodeName.isEmpty } ?? false
        if change.isMove {
            memory.view(change.cluster) { $0.take(old, new, &substrate.kernel.names) }
        }
        if let new, new.object.spec.nodeName.isEmpty, !new.object.metadata.isDeleting {
            memory.add(change.work, priority: substrate.priority(of: new.object, cluster: change.cluster))
            return [change.work]
        }
        memory.remove(change.work)
        // Room that became free may be what another one waits for.
        guard hadRoom, new == nil || new?.object.status.phase.isOver ?? false,
            old?.object.status.phase.isOver == false
        else {
            return []
        }
        return waiting(change.cluster, &memory, &substrate)
    }

    private func node(
        _ change: ObjectChange, _ memory: inout SchedulerMemory, _ substrate: inout Substrate
    ) -> WorkKeys {
        let (old, new) = (change.oldBox(Node.self), change.newBox(Node.self))
        if let old, let new, old.object.isAlike(new.object) { return [] }
        memory.view(change.cluster) { $0.take(new, change.key.name) }
        // A node that became usable, or another one, may take pods that wait.
        guard old != nil, let new, new.object.isSchedulable else { return [] }
        return waiting(change.cluster, &memory, &substrate)
    }

    /// The pods that have no node.
    private func waiting(
        _ cluster: UInt8, _ memory: inout SchedulerMemory, _ substrate: inout Substrate
    ) -> WorkKeys {
        var works: WorkKeys = []
        for pod in substrate.boxes(Pod.self, by: IndexKey("node", ""), cluster: cluster)
        where !pod.object.metadata.isDeleting {
            let key = WorkKey(cluster: cluster, object: pod.key)
            memory.add(key, priority: substrate.priority(of: pod.object, cluster: cluster))
            works.append(key)
        }
        return works
    }

    public func reconcile(
        _ work: WorkKey, _ memory: inout SchedulerMemory, _ substrate: inout Substrate
    ) -> ReconcileResult {
        if memory.parks(work) { return .settled }
        memory.remove(work)
        let result = schedule(work, &memory, &substrate)
        let cause = substrate.kernel.journal.cause
        for key in memory.released() { substrate.enqueue(.scheduler, key, cause: cause) }
        return result
    }

    private func schedule(
        _ work: WorkKey, _ memory: inout SchedulerMemory, _ substrate: inout Substrate
    ) -> ReconcileResult {
        guard let box = substrate.box(Pod.self, work), box.object.spec.nodeName.isEmpty,
            !box.object.metadata.isDeleting
        else { return .settled }
        var pod = box.object
        let claims = pod.spec.volumes.compactMap { $0.persistentVolumeClaim?.claimName }.compactMap {
            substrate.get(
                PersistentVolumeClaim.self,
                substrate.key(PersistentVolumeClaim.self, $0, namespace: pod.metadata.namespace),
                cluster: work.cluster)
        }
        let bound = claims.compactMap { $0.metadata.annotations[PersistentVolumeClaim.selectedNode] }.first
        let choice = memory.view(work.cluster) { view -> NameID? in
            // What came of an earlier attempt is not known to have happened.
            view.drop(work.object)
            guard let place = view.choose(box, bound: bound, work.cluster, &substrate) else { return nil }
            view.assume(box, at: place)
            return view.rooms[place].name
        }
        guard let choice else {
            let holder =
                bound.map { substrate.key(Node.self, $0).subject(cluster: work.cluster) }
                ?? substrate.subject(.scheduler)
            return .blocked(
                on: holder, rule: WaitRule(bound == nil ? .noNodeFits : .volume), retry: Self.retry)
        }
        let name = substrate.kernel.names[choice]
        for claim in claims where claim.metadata.annotations[PersistentVolumeClaim.selectedNode] == nil {
            var claim = claim
            claim.metadata.annotations[PersistentVolumeClaim.selectedNode] = name
            substrate.update(claim, cluster: work.cluster)
        }
        pod.spec.nodeName = name
        let node = substrate.key(Node.self, name)
        substrate.update(
            pod, cluster: work.cluster,
            note: Write.Note(LCMEntry.podScheduled.kind, node.subject(cluster: work.cluster)))
        return .settled
    }
}

extension ObjectChange {
    /// Whether a pod has come or gone, moved, or ended.
    fileprivate var isMove: Bool {
        guard let old = oldBox(Pod.self), let new = newBox(Pod.self) else { return true }
        return old.object.spec.nodeName != new.object.spec.nodeName
            || old.object.status.phase.isOver != new.object.status.phase.isOver
            || old.object.metadata.isDeleting != new.object.metadata.isDeleting
            || old.object.metadata.labels != new.object.metadata.labels
    }
}

extension Substrate {
    /// How important a pod is: what admission wrote, or what its PriorityClass says.
    /// Source: Kubernetes documentation, "Pod Priority and Preemption"; the classes of the system are those
    /// of kubernetes pkg/apis/scheduling/types.go.
    fileprivate mutating func priority(of pod: Pod, cluster: UInt8) -> Int64 {
        if let priority = pod.spec.priority { return priority }
        switch pod.spec.priorityClassName {
        case "": return 0
        case "system-cluster-critical": return 2_000_000_000
        case "system-node-critical": return 2_000_001_000
        default:
            let key = key(PriorityClass.self, pod.spec.priorityClassName)
            let found = getKnown(
                PriorityClass.self, key, cluster: cluster, because: "admission has put it into the pod")
            return found?.object.spec.value ?? 0
        }
    }
}

extension Node {
    /// Whether pods may be given to the node.
    var isSchedulable: Bool { status.isReady && spec.unschedulable != true }

    /// Whether another version means the same to the scheduler.
    fileprivate func isAlike(_ other: Node) -> Bool {
        isSchedulable == other.isSchedulable && spec.taints == other.spec.taints
            && metadata.labels == other.metadata.labels
            && status.allocatable == other.status.allocatable
    }

    /// Whether a pod may run here, as far as selector, affinity and taints say.
    public func fits(_ pod: Pod) -> Bool { isSchedulable && suits(pod.spec) }

    /// Whether selector, affinity and taints let such a pod run here (NodeAffinity, TaintToleration).
    func suits(_ pod: PodSpec) -> Bool {
        NodeTerms(pod).matches(name: metadata.name, labels: metadata.labels)
            && spec.taints.allSatisfy { $0.lets(pod.tolerations) }
    }
}

extension Taint {
    /// Whether pods with these tolerations may run in spite of it.
    func lets(_ tolerations: [Toleration]) -> Bool {
        effect == "PreferNoSchedule" || tolerations.contains { $0.tolerates(self) }
    }
}

extension Toleration {
    /// Whether this lets a pod run in spite of `taint`.
    func tolerates(_ taint: Taint) -> Bool {
        if !effect.isEmpty, effect != taint.effect { return false }
        if key.isEmpty { return self.operator == "Exists" }
        return key == taint.key && (self.operator == "Exists" || (value ?? "") == (taint.value ?? ""))
    }
}
