import Kubernetes
import Simulation
import Twin

/// Says which alerts fire, given what was seen of a cloud.
struct AlertEvaluator {
    private let rules: [AlertRow]
    private let nodes: [String: StringMap]
    private let kinds: [String: String]

    init(_ rules: [AlertRow], _ nodes: [WorldTemplate.NodeFact], _ workloads: [WorldTemplate.WorkloadFact]) {
        self.rules = rules
        self.nodes = Dictionary(nodes.map { ($0.name, $0.labels) }) { first, _ in first }
        kinds = Dictionary(workloads.map { ($0.name, $0.kind) }) { first, _ in first }
    }

    /// The alerts that fire, in the order of time.
    func alerts(_ spans: [SignalSpan], end: SimTime) -> [FiredAlert] {
        var fired: [FiredAlert] = []
        for rule in rules {
            let delay = (rule.when.after?.duration ?? .zero) + (rule.for?.duration ?? .zero)
            for span in spans where span.signal == rule.when.signal && concerns(rule.when, span) {
                // What is seen at the very end may yet pass before it fires.
                let due = span.start + delay
                guard due < min(span.end, end) || (delay == .zero && span.start == end) else { continue }
                fired.append(
                    FiredAlert(
                        alert: rule.alert, severity: rule.severity, name: span.name, start: due,
                        end: span.end, entry: span.entry))
            }
        }
        inhibit(&fired)
        return fired.sorted {
            ($0.start, $0.severity, $0.alert, $0.name) < ($1.start, $1.severity, $1.alert, $1.name)
        }
    }

    private func concerns(_ condition: AlertRow.Condition, _ span: SignalSpan) -> Bool {
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

    /// Marks those that fire only while one that suppresses them does.
    private func inhibit(_ fired: inout [FiredAlert]) {
        for index in fired.indices {
            guard let rule = rules.first(where: { $0.alert == fired[index].alert }),
                !rule.inhibitedBy.isEmpty
            else { continue }
            fired[index].isInhibited = fired.contains { other in
                rule.inhibitedBy.contains(other.alert) && other.start <= fired[index].start
                    && other.end >= fired[index].end
            }
        }
    }
}
