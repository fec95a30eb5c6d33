public import Kubernetes
import Simulation
import Twin

/// What came of scenarios that were run together.
public struct ScenarioReport: Sendable {
    /// One scenario.
    public struct Line: Sendable {
        /// The scenario.
        public var scenario: Scenario
        /// The file that it is from.
        public var file: String
        /// Its runs, in the order of the seeds.
        public var runs: [Run]

        /// Makes a line.
        public init(scenario: Scenario, file: String, runs: [Run]) {
            self.scenario = scenario
            self.file = file
            self.runs = runs
        }

        /// Whether everything held with every seed.
        public var isHeld: Bool { runs.allSatisfy(\.run.isHeld) }
        /// Whether it came out as it is to: a canary fails.
        public var isRight: Bool { isHeld != scenario.mustFail }
    }

    /// A run of a scenario with a seed.
    public struct Run: Sendable {
        /// What it came to.
        public var run: ScenarioRun
        /// The command that runs it again.
        public var replay: String
        /// The command that shows the causes of an entry, which follows; nil when the run is not kept.
        public var explain: String?

        /// The faults that did nothing.
        public let idleFaults: [IdleFault]

        /// Makes a run.
        public init(run: ScenarioRun, replay: String, explain: String?) {
            self.run = run
            idleFaults = IdleFault.all(in: run.recorded)
            self.replay = replay
            self.explain = explain
        }
    }

    /// The version of the JSON.
    public static let formatVersion = 1

    /// The scenarios, in the order given.
    public var lines: [Line]

    /// Makes a report.
    public init(_ lines: [Line]) { self.lines = lines }

    /// Whether every scenario came out as it is to.
    public var isRight: Bool { lines.allSatisfy(\.isRight) }

    /// The report for programs.
    public func json() -> Value {
        .map([
            "formatVersion": .int(Self.formatVersion), "right": .bool(isRight),
            "scenarios": .list(lines.map { $0.json() }),
        ])
    }
}

extension ScenarioReport.Line {
    fileprivate func json() -> Value {
        .map([
            "name": .string(scenario.name), "file": .string(file), "about": .string(scenario.about),
            "source": .string(scenario.source), "held": .bool(isHeld), "mustFail": .bool(scenario.mustFail),
            "right": .bool(isRight), "runs": .list(runs.map { $0.json() }),
        ])
    }
}

extension ScenarioReport.Run {
    /// The run for programs.
    public func json() -> Value {
        .map([
            "seed": .string(String(run.recorded.seed)), "held": .bool(run.isHeld),
            "outcome": .string(run.recorded.outcome.word),
            "fingerprint": .string(run.recorded.fingerprint.description),
            "entries": .int(run.recorded.count), "faultsLeft": .int(run.faultCount),
            "idleFaults": .list(idleFaults.map { $0.json() }),
            "replay": .string(replay), "properties": .list(run.results.map { $0.json() }),
            "beats": .list(run.beats.map { $0.json() }),
        ])
    }
}

extension BeatCount {
    fileprivate func json() -> Value {
        .map([
            "rhythm": .string(rhythm.name), "about": .string(rhythm.about), "owners": .int(owners),
            "every": .string(rhythm.period.description), "count": .int(count),
        ])
    }
}

extension PropertyResult {
    fileprivate func json() -> Value {
        var value = Value.map([
            "kind": .string(kind.rawValue), "name": .string(name), "held": .bool(isHeld),
            "reason": .string(reason),
        ])
        if let entry { value["entry"] = .int(Int(entry.number)) }
        return value
    }
}
