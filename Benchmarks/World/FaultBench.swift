internal import Controllers
internal import Foundation
internal import Scenarios
internal import Simulation
internal import Twin

/// Updates of 50 nodes with five faults each, drawn by seed from all kinds, each with an end.
enum FaultBench {
    /// Three managers, five controllers, 42 computes.
    static let workers = 42
    static let runs: UInt64 = 200
    static let faultsPerRun: UInt64 = 5

    /// Runs them one after the other on one core, and says how many converged and what held up the others.
    static func run() throws {
        let template = try WorldBench.template(try MadeUpCloud.cloud(MadeUpCloud.shape(workers: workers)))
        guard template.nodes.count == 50 else { fatalError("the cloud has \(template.nodes.count) nodes") }
        let facts = CloudFacts(template)
        var outcomes: [String: Int] = [:]
        var holders: [String: Int] = [:]
        var completed = 0
        var (effective, hours) = (0, 0.0)
        var drawn: Set<String> = []
        let took = try WorldBench.seconds {
            for seed in 1...runs {
                let faults = try faults(seed, facts)
                let run = RunDriver.record(template, RunOptions(seed: seed, faults: faults))
                outcomes[run.outcome.word, default: 0] += 1
                drawn.formUnion(faults.map(\.kind.name))
                effective += faults.count { isFelt($0, in: run) }
                hours += Double(UpdateSpan(run).end.nanoseconds) / 3.6e12
                guard run.outcome != .completed else {
                    completed += 1
                    continue
                }
                holders[reason(run, faults), default: 0] += 1
            }
        }
        // A kind that was never drawn would make the figure another one.
        guard drawn == Set(kinds(facts).map(\.name)) else { fatalError("some kinds were never drawn") }
        print("faulted_runs_per_core_hour \(Double(runs) / took * 3600) runs")
        print("faulted_converged_percent \(Double(completed) / Double(runs) * 100) %")
        print("faulted_felt_percent \(Double(effective) / Double(runs * faultsPerRun) * 100) %")
        print("faulted_update_hours \(hours / Double(runs)) h")
        for (word, count) in outcomes.sorted(by: { $0.key < $1.key }) { print("outcome \(word): \(count)") }
        for (text, count) in holders.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
            print("not converged, \(count) times: \(text)")
        }
    }

    /// The kinds that this cloud may have: without modelled OpenStack no release of its operator gets stuck.
    private static func kinds(_ facts: CloudFacts) -> [FaultKind] {
        FaultKind.all.filter { kind in
            !facts.helmReleases.isEmpty || !kind.fields.contains { $0.form == .release }
        }
    }

    /// The faults of a run: kind, victim, arguments, begin in the first eight hours (an update of this
    /// cloud takes about so long), and a length of 5 to 125 minutes.
    private static func faults(_ seed: UInt64, _ facts: CloudFacts) throws -> [Fault] {
        let stream = RandomStream(seed: seed).derive("faults of the benchmark")
        let racks = Set(facts.sites.compactMap(\.rack)).sorted()
        let kinds = kinds(facts)
        return try (0..<faultsPerRun).map { number in
            let draw = stream.derive(number)
            func one<T>(of all: [T], _ name: String) -> T {
                all[Int(draw.derive(name).below(UInt64(all.count), 0))]
            }
            func minutes(_ range: ClosedRange<UInt64>, _ name: String) -> SimDuration {
                .minutes(Int64(range.lowerBound + draw.derive(name).below(UInt64(range.count), 0)))
            }
            let kind = one(of: kinds, "kind")
            var words = [kind.name]
            switch kind.target {
            case .node: words.append(one(of: facts.sites.filter(\.isNode), "node").name)
            case .origin: words.append(one(of: CloudFacts.origins, "origin"))
            case .controller: words.append(one(of: facts.controllers, "controller"))
            case .cluster: words.append(one(of: CloudFacts.clusters, "cluster"))
            case .disk, .nic: words.append(one(of: facts.sites.filter(\.isNode), "node").name)
            case .rack: words.append(one(of: racks, "rack"))
            case .feed: words.append(one(of: racks, "rack") + "/" + one(of: ["A", "B"], "feed"))
            case .networkSwitch:
                words.append(one(of: racks, "rack") + "/" + one(of: ["tor-a", "tor-b", "mgmt"], "switch"))
            case .group: words.append(one(of: facts.sites.filter(\.isNode), "node").name)
            case .service: break
            }
            for field in kind.fields {
                switch field.form {
                case .duration: words.append("\(minutes(1...20, field.name))")
                case .count: words.append("\(1 + draw.derive(field.name).below(5, 0))")
                case .item: words.append(one(of: facts.items, field.name))
                case .share: words.append("\(10 + draw.derive(field.name).below(81, 0))%")
                case .offset: words.append("\(minutes(1...120, field.name))")
                case .group:
                    words.append(one(of: ["managers", "management", "mirror", "ironic"], field.name))
                case .release: words.append(one(of: facts.helmReleases, field.name))
                case .broker:
                    if !facts.brokers.isEmpty { words.append(one(of: facts.brokers, field.name)) }
                case .workload: words.append(one(of: facts.workloads, field.name))
                case .ways: words.append(one(of: ["both", "one"], field.name))
                }
            }
            let start = "@\(minutes(0...480, "start"))"
            let length = kind.endsByItself ? "" : "+\(minutes(5...125, "length"))"
            return try Fault(words.joined(separator: ":") + start + length, facts)
        }
    }

    /// Whether something in the run shows that the fault did something, after its begin.
    private static func isFelt(_ fault: Fault, in run: RecordedRun) -> Bool {
        guard let number = run.faults.first(where: { $0.fault == fault })?.number else { return false }
        let start = SimTime.zero + (fault.start ?? .zero)
        var isFelt = false
        run.forEach { _, entry in
            if !isFelt, entry.time >= start { isFelt = fault.isSeen(in: entry, run.names, number: number) }
        }
        return isFelt
    }

    /// What a run that did not converge says of it: what does not hold, or the rule of the last wait that
    /// is on.
    private static func reason(_ run: RecordedRun, _ faults: [Fault]) -> String {
        if case .violated(let violation) = run.outcome {
            return "\(violation.property): \(violation.problem)"
        }
        let last = Wait.all(run).last { $0.end == nil }
        return "\(run.outcome.word), \(last?.rule.text ?? "nobody waits")"
    }
}
