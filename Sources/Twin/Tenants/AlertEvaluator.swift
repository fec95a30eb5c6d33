package import Simulation

/// Says which alerts fire, given what was seen of a cloud.
package struct AlertEvaluator {
    private let rules: [AlertRow]
    private let scope: AlertScope

    /// Evaluates rules over a cloud with these nodes and workloads.
    package init(
        _ rules: [AlertRow], _ nodes: [WorldTemplate.NodeFact], _ workloads: [WorldTemplate.WorkloadFact]
    ) {
        self.rules = rules
        scope = AlertScope(nodes, workloads)
    }

    /// The alerts that fire, in the order of time.
    package func alerts(_ spans: [SignalSpan], end: SimTime) -> [FiredAlert] {
        var fired: [FiredAlert] = []
        for rule in rules {
            let delay = rule.delay
            for span in spans where span.signal == rule.when.signal && scope.concerns(rule.when, span) {
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
