public import Kubernetes

/// On which nodes a DaemonSet has a pod: those that its selector and required affinity mean, and whose taints
/// that somebody gave them it tolerates. What a node's condition brings is tolerated by every daemon pod.
///
/// Source: kubernetes pkg/controller/daemon/daemon_controller.go (NodeShouldRunDaemonPod).
public struct DaemonPlacement: Sendable {
    private let choice: NodeTerms
    private let tolerations: [Toleration]

    /// The placement of a set's pods.
    public init(_ set: DaemonSet) { self.init(set.spec.template.spec) }

    /// The placement of daemon pods of a template.
    init(_ pod: PodSpec) {
        choice = NodeTerms(pod)
        tolerations = pod.tolerations
    }

    /// Whether a pod belongs on a node.
    public func admits(_ node: Stored<NodeSpec>) -> Bool {
        choice.matches(name: node.object.metadata.name, labels: node.object.metadata.labels)
            && tolerates(node.object.spec.taints)
    }

    /// Whether a pod belongs on a node.
    public func admits(_ node: Node) -> Bool {
        choice.matches(name: node.metadata.name, labels: node.metadata.labels)
            && tolerates(node.spec.taints)
    }

    private func tolerates(_ taints: [Taint]) -> Bool {
        taints.allSatisfy { taint in
            taint.isOfCondition || taint.effect == "PreferNoSchedule"
                || tolerations.contains { $0.tolerates(taint) }
        }
    }
}

/// What a pod asks of the labels of its node.
struct NodeTerms: Sendable {
    private let selector: [StringMap.Entry]
    private let required: NodeSelector?

    init(_ spec: PodSpec) {
        selector = spec.nodeSelector.entries
        required = spec.affinity?.nodeAffinity?.required
    }

    /// Whether a node with these labels is one of those that are meant.
    func matches(name: String, labels: StringMap) -> Bool {
        for (key, value) in selector where labels[key] != value { return false }
        return required?.matches(name: name, labels: labels) ?? true
    }
}

extension Taint {
    /// Whether a controller gave it for the node's condition. Daemon pods tolerate these.
    /// Source: kubernetes pkg/controller/daemon/util/daemonset_util.go (AddOrUpdateDaemonPodTolerations).
    var isOfCondition: Bool { key.hasPrefix("node.kubernetes.io/") }
}
