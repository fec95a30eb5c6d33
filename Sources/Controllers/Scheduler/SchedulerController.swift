import HardwareInterfaces
public import Kubernetes
import Simulation

/// The scheduler: gives each pod a node that it may run on, spreading the pods of an owner.
///
/// Filters: node readiness, unschedulable, taints, node selector, volume binding (a claim on a local volume
/// stays with its node). Score: fewest pods of the same owner, then fewest pods; ties by a draw.
/// Source: kubernetes pkg/scheduler/apis/config/v1/default_plugins.go, the plug-ins that decide here.
public struct SchedulerController: StatelessController {
    public static let spec = ControllerSpec(
        .scheduler, "scheduler", writesPerSecond: 50, burst: 100,
        watches: [.mosk(PodSpec.kind), .mosk(NodeSpec.kind), .mosk(PersistentVolumeClaimSpec.kind)])

    /// How long an unschedulable pod waits at most before it is tried again.
    /// Source: kubernetes pkg/scheduler (flush of unschedulable pods after 5 min).
    static let retry = SimDuration.minutes(5)

    /// Without memory.
    public init() {}

    public func requests(for change: ObjectChange, _ substrate: inout Substrate) -> [WorkKey] {
        switch change.key.kind {
        case PodSpec.kind:
            guard let pod = change.newBox(Pod.self), pod.object.spec.nodeName.isEmpty,
                !pod.object.metadata.isDeleting
            else {
                return []
            }
            return [change.work]
        case NodeSpec.kind:
            // A node that became usable may take pods that wait.
            guard let new = change.newBox(Node.self), new.object.isSchedulable,
                !(change.oldBox(Node.self)?.object.isSchedulable ?? false), change.old != nil
            else { return [] }
            return substrate.boxes(Pod.self, by: IndexKey("node", ""), cluster: change.cluster)
                .map { WorkKey(cluster: change.cluster, object: $0.key) }
        default: return []
        }
    }

    public func reconcile(_ work: WorkKey, _ substrate: inout Substrate) -> ReconcileResult {
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
        guard let node = choose(pod, bound: bound, work.cluster, &substrate) else {
            let holder =
                bound.map { substrate.key(Node.self, $0).subject(cluster: work.cluster) }
                ?? substrate.subject(.scheduler)
            return .blocked(
                on: holder, rule: bound == nil ? "no node fits" : "its volume is there", retry: Self.retry)
        }
        for claim in claims where claim.metadata.annotations[PersistentVolumeClaim.selectedNode] == nil {
            var claim = claim
            claim.metadata.annotations[PersistentVolumeClaim.selectedNode] = node.metadata.name
            substrate.update(claim, cluster: work.cluster)
        }
        pod.spec.nodeName = node.metadata.name
        let nodeKey = substrate.key(node)
        substrate.update(
            pod, cluster: work.cluster,
            note: Write.Note(LCMEntry.podScheduled.kind, nodeKey.subject(cluster: work.cluster)))
        return .settled
    }

    private func choose(
        _ pod: Pod, bound: String?, _ cluster: UInt8, _ substrate: inout Substrate
    ) -> Node? {
        var best: (node: Node, score: (Int, Int, UInt64))?
        let owner = pod.metadata.ownerReferences.first?.uid ?? .none
        var siblings: [String: Int] = [:]
        substrate.forEach(Pod.self, by: IndexKey(owner: owner), cluster: cluster) { sibling in
            if !sibling.object.metadata.isDeleting { siblings[sibling.object.spec.nodeName, default: 0] += 1 }
            return true
        }
        let draw = substrate.kernel.random.derive("scheduler").derive(pod.metadata.name)
        for node in substrate.listKnown(
            Node.self, cluster: cluster, because: "the scheduler assumes what it has just bound")
        {
            let name = node.object.metadata.name
            guard bound == nil || bound == name, node.object.fits(pod) else { continue }
            let near = siblings[name] ?? 0
            // Pods are counted where it can matter only: that costs most in a large cluster.
            if let best, best.score.0 < near { continue }
            let all = substrate.countKnown(
                Pod.self, by: IndexKey("node", name), cluster: cluster,
                because: "the scheduler assumes what it has just bound")
            let score = (near, all, draw.bits(UInt64(node.key.name.number)))
            if best == nil || score < (best?.score ?? score) { best = (node.object, score) }
        }
        return best?.node
    }
}

extension Node {
    /// Whether pods may be given to the node.
    var isSchedulable: Bool { status.isReady && spec.unschedulable != true }

    /// Whether a pod may run here.
    public func fits(_ pod: Pod) -> Bool {
        guard isSchedulable else { return false }
        for (key, value) in pod.spec.nodeSelector.entries where metadata.labels[key] != value { return false }
        return spec.taints.allSatisfy { taint in
            taint.effect == "PreferNoSchedule" || pod.spec.tolerations.contains { $0.tolerates(taint) }
        }
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
