import HardwareInterfaces
import Kubernetes
import Simulation

/// The pod garbage collector: deletes pods whose node does not exist any more.
///
/// Source: kubernetes pkg/controller/podgc/gc_controller.go (a node must be missing for 40 s; pods are
/// deleted without grace).
public struct PodGarbageCollectorController: StatelessController {
    public static let spec = ControllerSpec(
        .podGarbageCollector, "pod-garbage-collector", writesPerSecond: 100, burst: 200,
        watches: [.mosk(NodeSpec.kind)])

    /// How long a node must be missing. Source: as above, quarantineTime; its rounds every 20 s are left out.
    static let quarantine = SimDuration.seconds(40)

    /// Without memory.
    public init() {}

    public func requests(for change: ObjectChange, _ substrate: inout Substrate) -> WorkKeys {
        if change.new == nil { return [change.work] }
        // When it starts it looks at all pods once: their nodes may have gone meanwhile.
        guard change.old == nil,
            substrate.first(Node.self, cluster: change.cluster)?.key == change.key
        else { return [] }
        var missing: [String] = []
        for pod in substrate.listKnown(
            Pod.self, cluster: change.cluster, because: "a cache would be told of every pod for this alone")
        {
            let node = pod.object.spec.nodeName
            guard !node.isEmpty, !missing.contains(node),
                substrate.box(Node.self, substrate.key(Node.self, node), cluster: change.cluster) == nil
            else { continue }
            missing.append(node)
        }
        return WorkKeys(
            missing.map { WorkKey(cluster: change.cluster, object: substrate.key(Node.self, $0)) })
    }

    public func reconcile(_ work: WorkKey, _ substrate: inout Substrate) -> ReconcileResult {
        guard substrate.box(Node.self, work) == nil else { return .settled }
        let name = substrate.kernel.names[work.object.name]
        let pods = substrate.listKnown(
            Pod.self, by: IndexKey("node", name), cluster: work.cluster,
            because: "a cache would be told of every pod for this alone")
        guard !pods.isEmpty else { return .settled }
        if let rest = substrate.activity("quarantine", takes: Self.quarantine) { return .after(rest) }
        for pod in pods { substrate.delete(pod.object, cluster: work.cluster) }
        return .settled
    }
}
