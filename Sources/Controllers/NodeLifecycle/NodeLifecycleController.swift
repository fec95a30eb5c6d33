import HardwareInterfaces
public import Kubernetes
import Simulation

/// The node lifecycle controller: taints nodes that its monitor has found silent, and after the default
/// toleration has their pods deleted.
///
/// Source: kubernetes pkg/controller/nodelifecycle, admission DefaultTolerationSeconds (300 s). The
/// toleration counts from when the process first sees the taint (pkg/controller/tainteviction: startTime): a
/// crash begins it anew.
public struct NodeLifecycleController: Controller {
    public static let spec = ControllerSpec(
        .nodeLifecycle, "node-lifecycle-controller", workers: 4, writesPerSecond: 100, burst: 200,
        watches: [.mosk(NodeSpec.kind)])

    static let toleration = SimDuration.seconds(300)

    /// Since when it knows of taints.
    public struct Memory: ControllerMemory {
        var taintedSince: [WorkKey: SimTime] = [:]

        /// Nothing.
        public init() {}
    }

    /// Makes the controller.
    public init() {}

    public func requests(
        for change: ObjectChange, _ memory: inout Memory, _ substrate: inout Substrate
    ) -> WorkKeys {
        guard change.old == nil, let node = change.newBox(Node.self) else { return [] }
        // What it knew of taints is lost in a crash. A node that is talked to and has none is no work.
        let isFoundSilent =
            substrate.estate.node(change.key.name, cluster: change.cluster)
            .map { substrate.monitors[$0].isFoundSilent } ?? false
        if isFoundSilent || node.object.spec.taints.contains(where: { $0.isUnreachable("NoExecute") }) {
            return [change.work]
        }
        memory.taintedSince[change.work] = nil
        return []
    }

    public func reconcile(
        _ work: WorkKey, _ memory: inout Memory, _ substrate: inout Substrate
    ) -> ReconcileResult {
        guard let box = substrate.box(Node.self, work),
            let index = substrate.estate.node(work.object.name, cluster: work.cluster)
        else { return .settled }
        let now = substrate.kernel.now
        if substrate.monitors[index].isFoundSilent,
            box.object.status.ready != "Unknown" || !box.object.spec.isTaintedUnreachable
        {
            var node = box.object
            // First the pods: after a crash the node shows what is left to do.
            if substrate.estate.openStack != nil { markPods(on: node, work.cluster, &substrate) }
            node.setReady("Unknown", reason: "NodeStatusUnknown", at: substrate.timestamp)
            substrate.updateStatus(
                node, cluster: work.cluster,
                note: Write.Note(LCMEntry.nodeReady.kind, substrate.text("Unknown")))
            for effect in ["NoSchedule", "NoExecute"] where !node.spec.isTaintedUnreachable(effect) {
                node.spec.taints.append(Taint(unreachable: effect))
            }
            substrate.update(node, cluster: work.cluster)
            memory.taintedSince[work] = now
            return .after(Self.toleration)
        }
        guard box.object.spec.isTaintedUnreachable("NoExecute") else {
            memory.taintedSince[work] = nil
            return .settled
        }
        let since = memory.taintedSince[work] ?? now
        memory.taintedSince[work] = since
        guard now >= since + Self.toleration else { return .after(since + Self.toleration - now) }
        for pod in substrate.listKnown(
            Pod.self, by: IndexKey("node", box.object.metadata.name), cluster: work.cluster,
            because: "a cache would be told of every pod for this alone"
        ) where !pod.object.metadata.isDaemonPods && !pod.object.metadata.isDeleting {
            substrate.stop(pod.object, cluster: work.cluster)
        }
        return .settled
    }

    /// Marks the pods on a silent node as not ready. Where nobody asks each pod, that of the node is enough.
    /// Source: kubernetes pkg/controller/nodelifecycle/node_lifecycle_controller.go (MarkPodsNotReady).
    private func markPods(on node: Node, _ cluster: UInt8, _ substrate: inout Substrate) {
        for pod in substrate.listKnown(
            Pod.self, by: IndexKey("node", node.metadata.name), cluster: cluster,
            because: "a cache would be told of every pod for this alone"
        ) where pod.object.status.isReady {
            var status = pod.object.status
            status.isReady = false
            substrate.updateStatus(
                status, of: pod, cluster: cluster, note: Write.Note(LCMEntry.podNotReady.kind))
        }
    }
}

extension Substrate {
    /// The node on a host as work.
    func nodeWork(_ host: UInt32) -> WorkKey {
        let node = estate.nodes[Int(host)]
        let key = ObjectKey(kind: NodeSpec.kind, namespace: .empty, name: node.name)
        return WorkKey(cluster: node.cluster, object: key)
    }
}

extension Taint {
    /// The taint of a node whose kubelet is silent.
    init(unreachable effect: String) {
        self.init()
        key = Self.unreachable
        self.effect = effect
    }

    /// Whether it is that of a node whose kubelet is silent.
    fileprivate func isUnreachable(_ effect: String) -> Bool {
        key == Self.unreachable && self.effect == effect
    }

    private static let unreachable = "node.kubernetes.io/unreachable"
}

extension NodeSpec {
    /// Whether the node has the taints of a node whose kubelet is silent.
    var isTaintedUnreachable: Bool { ["NoSchedule", "NoExecute"].allSatisfy(isTaintedUnreachable) }

    /// Whether the node has the taint of `effect`.
    func isTaintedUnreachable(_ effect: String) -> Bool {
        taints.contains { $0.isUnreachable(effect) }
    }
}

extension NodeStatus {
    /// The value of the condition `Ready`.
    var ready: String { conditions.first { $0.type == "Ready" }?.status ?? "" }
}

extension Node {
    /// Sets the condition `Ready`.
    public mutating func setReady(_ value: String, reason: String, at time: Timestamp?) {
        var condition = NodeCondition()
        condition.type = "Ready"
        condition.status = value
        condition.reason = reason
        condition.lastTransitionTime = time
        if let index = status.conditions.firstIndex(where: { $0.type == "Ready" }) {
            status.conditions[index] = condition
        } else {
            status.conditions.append(condition)
        }
    }
}
