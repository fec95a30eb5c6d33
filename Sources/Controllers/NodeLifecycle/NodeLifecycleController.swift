import HardwareInterfaces
public import Kubernetes
import Simulation

/// The node lifecycle controller: notices nodes whose kubelet is silent, taints them, and after the default
/// toleration has their pods deleted.
///
/// The lease is not written: a node remembers when its kubelet fell silent, and the moment at which the
/// monitor would have noticed is computed. Source: kubernetes pkg/controller/nodelifecycle (monitor period 5
/// s, grace 40 s), Kubernetes documentation "Nodes" (lease renewed every 10 s), admission
/// DefaultTolerationSeconds (300 s).
public struct NodeLifecycleController: StatelessController {
    public static let spec = ControllerSpec(
        .nodeLifecycle, "node-lifecycle-controller", workers: 4, writesPerSecond: 100, burst: 200,
        watches: [.mosk(NodeSpec.kind)])

    static let renewPeriod = SimDuration.seconds(10)
    static let monitorPeriod = SimDuration.seconds(5)
    static let gracePeriod = SimDuration.seconds(40)
    static let toleration = SimDuration.seconds(300)

    /// Without memory.
    public init() {}

    public func requests(for change: ObjectChange, _ substrate: inout Substrate) -> [WorkKey] {
        // What it knew of silent nodes is lost in a crash.
        change.old == nil ? [change.work] : []
    }

    public static func requests(for notice: EquipmentNotice, _ substrate: inout Substrate) -> [WorkKey] {
        switch notice {
        case .containers(let host, areRunning: false), .network(let host, isConnected: false),
            .kubelet(let host, isRunning: false):
            return [substrate.nodeWork(host)]
        default: return []
        }
    }

    public func reconcile(_ work: WorkKey, _ substrate: inout Substrate) -> ReconcileResult {
        guard let node = substrate.get(Node.self, work),
            let index = substrate.estate.node(work.object.name, cluster: work.cluster)
        else { return .settled }
        let state = substrate.estate.nodes[Int(index)]
        guard state.silentSince != .never else { return .settled }
        let noticed = noticed(state, &substrate)
        guard substrate.kernel.now >= noticed else { return .after(noticed - substrate.kernel.now) }
        if node.status.ready != "Unknown" || !node.isTaintedUnreachable {
            var node = node
            node.setReady("Unknown", reason: "NodeStatusUnknown", at: substrate.timestamp)
            substrate.updateStatus(
                node, cluster: work.cluster,
                note: Write.Note(LCMEntry.nodeReady.kind, substrate.text("Unknown")))
            for effect in ["NoSchedule", "NoExecute"] where !node.isTaintedUnreachable(effect) {
                node.spec.taints.append(Taint(unreachable: effect))
            }
            substrate.update(node, cluster: work.cluster)
            return .after(Self.toleration)
        }
        let eviction = noticed + Self.toleration
        guard substrate.kernel.now >= eviction else { return .after(eviction - substrate.kernel.now) }
        for pod in substrate.listLive(
            Pod.self, by: IndexKey("node", node.metadata.name), cluster: work.cluster,
            because: "a cache would be told of every pod for this alone"
        ).map(\.object) where !pod.isDaemonPod && !pod.metadata.isDeleting {
            substrate.delete(pod, cluster: work.cluster, graceSeconds: pod.spec.terminationGracePeriodSeconds)
        }
        return .settled
    }

    /// When the monitor notices: at its first round after the grace has passed since the last renewal, which
    /// came at a moment of the node's own within the period of renewals.
    private func noticed(_ node: Estate.Node, _ substrate: inout Substrate) -> SimTime {
        let phase = substrate.kernel.random.derive("kubelet.lease").derive(UInt64(node.name.number))
            .below(UInt64(Self.renewPeriod.nanoseconds), 0)
        let silence = node.silentSince.nanoseconds
        let period = Self.renewPeriod.nanoseconds
        let sincePhase = (silence - Int64(phase)) % period
        let lastRenewal = silence - (sincePhase < 0 ? sincePhase + period : sincePhase)
        let over = lastRenewal + Self.gracePeriod.nanoseconds
        let round = Self.monitorPeriod.nanoseconds
        return SimTime(nanoseconds: (over + round - 1) / round * round)
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
        key = "node.kubernetes.io/unreachable"
        self.effect = effect
    }
}

extension Node {
    /// Whether the node has the taints of a node whose kubelet is silent.
    var isTaintedUnreachable: Bool { ["NoSchedule", "NoExecute"].allSatisfy(isTaintedUnreachable) }

    /// Whether the node has the taint of `effect`.
    func isTaintedUnreachable(_ effect: String) -> Bool {
        spec.taints.contains { $0.key == "node.kubernetes.io/unreachable" && $0.effect == effect }
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
