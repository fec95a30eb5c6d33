import Kubernetes
import Simulation
import Testing

@testable import Scenarios
@testable import Twin

/// When alerts fire, and which suppress which.
@Suite struct AlertEvaluatorTests {
    func rule(
        _ name: String, _ signal: AlertRow.Signal, _ seconds: Int, inhibitedBy: [String] = [],
        _ change: (inout AlertRow) throws -> Void = { _ in }
    ) throws -> AlertRow {
        var row = AlertRow()
        (row.alert, row.inhibitedBy) = (name, inhibitedBy)
        row.for = try WrittenDuration(value: .string("\(seconds)s"))
        row.when.signal = signal
        try change(&row)
        return row
    }

    func span(_ signal: AlertRow.Signal, _ name: String, _ start: Int64, _ end: Int64?, percent: Double = 100)
        -> SignalSpan
    {
        SignalSpan(
            signal: signal, name: name, start: .zero + .seconds(start),
            end: end.map { .zero + .seconds($0) } ?? .never, entry: EntryID(number: 3), endEntry: nil,
            percent: percent)
    }

    func fired(_ rules: [AlertRow], _ spans: [SignalSpan]) -> [FiredAlert] {
        var compute = WorldTemplate.NodeFact(name: "cmp", labels: StringMap(), isManager: false, group: nil)
        compute.labels["openstack-compute-node"] = "enabled"
        let control = WorldTemplate.NodeFact(name: "ctl", labels: StringMap(), isManager: false, group: nil)
        let sets = [
            WorldTemplate.WorkloadFact(kind: "StatefulSet", name: "mariadb-server", replicas: 3),
            WorldTemplate.WorkloadFact(kind: "Deployment", name: "keystone-api", replicas: 3),
        ]
        return AlertEvaluator(rules, [compute, control], sets).alerts(spans, end: .zero + .seconds(1000))
    }

    @Test func itFiresWhenItsConditionHasLasted() throws {
        let rules = [try rule("NodeDown", .nodeDown, 120)]
        let alerts = fired(
            rules,
            [
                span(.nodeDown, "cmp", 0, 100), span(.nodeDown, "cmp", 200, 320),
                span(.nodeDown, "cmp", 400, 521), span(.nodeDown, "ctl", 900, nil),
                span(.nodeNotReady, "ctl", 0, nil),
            ])
        #expect(alerts.map(\.name) == ["cmp"])
        #expect(alerts.first?.start == .zero + .seconds(520) && alerts.first?.end == .zero + .seconds(521))
        #expect(alerts.first?.entry == EntryID(number: 3))
    }

    @Test func ownTimesOfAServiceComeBefore() throws {
        let rules = [
            try rule("NovaServiceDown", .hostSilent, 300) {
                $0.when.after = try WrittenDuration(value: .string("180s"))
                $0.when.label = "openstack-compute-node"
            }
        ]
        let alerts = fired(rules, [span(.hostSilent, "cmp", 100, nil), span(.hostSilent, "ctl", 100, nil)])
        #expect(alerts.map(\.name) == ["cmp"] && alerts.first?.start == .zero + .seconds(580))
    }

    @Test func workloadsAreChosenByKindAndName() throws {
        let sets = try rule("S", .replicasMissing, 0) { $0.when.kind = "StatefulSet" }
        let named = try rule("N", .replicasMissing, 0) { $0.when.workloads = ["*-api"] }
        let alerts = fired(
            [sets, named],
            [
                span(.replicasMissing, "mariadb-server", 10, 20),
                span(.replicasMissing, "keystone-api", 10, 20),
            ])
        #expect(alerts.map { "\($0.alert) \($0.name)" } == ["N keystone-api", "S mariadb-server"])
    }

    @Test func fewFailuresAreNoAlert() throws {
        let rules = [try rule("5xx", .serviceFailing, 0) { $0.when.percent = 1 }]
        let spans = [
            span(.serviceFailing, "identity", 1, 9, percent: 0.5),
            span(.serviceFailing, "dns", 1, 9, percent: 2),
        ]
        #expect(fired(rules, spans).map(\.name) == ["dns"])
    }

    @Test func oneSuppressesAnother() throws {
        let rules = [
            try rule("Outage", .allReplicasMissing, 0),
            try rule("Mismatch", .replicasMissing, 0, inhibitedBy: ["Outage"]),
        ]
        let name = "mariadb-server"
        let within = fired(
            rules, [span(.allReplicasMissing, name, 10, 50), span(.replicasMissing, name, 10, 50)])
        #expect(within.filter(\.isInhibited).map(\.alert) == ["Mismatch"])
        let beyond = fired(
            rules, [span(.allReplicasMissing, name, 10, 50), span(.replicasMissing, name, 10, 60)])
        #expect(!beyond.contains { $0.isInhibited })
    }
}
