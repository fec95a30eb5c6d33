import Kubernetes

/// What conditions of alerts ask of a cloud: the labels of its nodes, the kinds of its workloads.
struct AlertScope: Sendable {
    private let nodes: [String: StringMap]
    private let kinds: [String: String]

    init(_ nodes: [WorldTemplate.NodeFact], _ workloads: [WorldTemplate.WorkloadFact]) {
        self.nodes = Dictionary(nodes.map { ($0.name, $0.labels) }) { first, _ in first }
        kinds = Dictionary(workloads.map { ($0.name, $0.kind) }) { first, _ in first }
    }

    /// Whether a condition is about what was seen.
    func concerns(_ condition: AlertRow.Condition, _ span: SignalSpan) -> Bool {
        switch span.signal {
        case .nodeNotReady, .nodeDown, .hostSilent, .managerDown:
            return condition.label.isEmpty || nodes[span.name]?[condition.label] != nil
        case .replicasMissing, .allReplicasMissing, .brokerMemoryAlarm, .brokerDiskAlarm:
            return condition.concerns(workload: span.name, kind: kinds[span.name] ?? "")
        case .podNotReady:
            let workload = span.name.lastIndex(of: "-").map { String(span.name[..<$0]) } ?? span.name
            return condition.concerns(workload: workload, kind: kinds[workload] ?? "")
        case .serviceDown, .serviceFailing:
            return (condition.workloads.isEmpty || condition.workloads.contains(span.name))
                && span.percent > Double(condition.percent)
        case .quorumLost: return true
        }
    }
}
