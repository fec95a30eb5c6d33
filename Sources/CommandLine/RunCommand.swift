import ArgumentParser
import Foundation
import Kubernetes
import RunStore
import Scenarios
import Simulation
import Twin

/// `twin run`.
struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Run scenarios: what happens to a cloud, and what must hold all the same.",
        discussion: """
            Says of each scenario what it is about, whether it held, why, and how to run it again. \
            Exit codes: 0 all held (and those that must fail failed), 1 a property failed, 2 bad input.

              twin run scenarios/chaos/*.yaml
            """)

    @Argument(help: "Files of scenarios, or folders with them.")
    var files: [String]

    @Option(help: "Run with this seed, not with those of the files (repeatable).")
    var seed: [UInt64] = []

    @Option(help: "Leave out this fault, by its name in the timeline (repeatable).")
    var without: [String] = []

    @Flag(
        name: .customLong("without-faults"), help: "Leave out all faults: what is due to them then differs.")
    var withoutFaults = false

    @OptionGroup var keeping: StoreOptions

    @Flag(help: "Print JSON for programs.")
    var json = false

    /// The kind of the command in records.
    static let kind = "run"

    func run() async throws {
        var input = ScenarioInput()
        var all = try input.read(files)
        guard !all.isEmpty else {
            throw Failure("no scenario is in \(files.joined(separator: ", "))", .badInput)
        }
        try leaveOut(&all)
        let total = all.reduce(0) { $0 + seeds(of: $1.scenario).count }
        let bar = ProgressBar("running", total: total)
        let runs = await Self.runs(all, seeds: all.map { seeds(of: $0.scenario) }) { bar.update($0) }
        bar.finish()
        var keeper = ScenarioKeeping(keeping)
        var lines: [ScenarioReport.Line] = []
        for (ready, ran) in zip(all, runs) {
            let each = ran.map { line($0, of: ready, &keeper) }
            lines.append(ScenarioReport.Line(scenario: ready.scenario, file: ready.file, runs: each))
        }
        keeper.retain()
        let report = ScenarioReport(lines)
        Output.write(
            json
                ? JSONWriter().write(report.json()) + "\n"
                : ScenarioText.render(report, width: Output.width))
        let wrong = lines.filter { !$0.isRight }.map(\.scenario.name)
        guard wrong.isEmpty else { throw Failure("not right: \(wrong.joined(separator: ", "))", .failed) }
    }

    private func seeds(of scenario: Scenario) -> [UInt64] { seed.isEmpty ? scenario.seeds : seed }

    /// Takes the faults out that are not to happen.
    private func leaveOut(_ all: inout [ScenarioInput.Ready]) throws(Failure) {
        let known = all.flatMap(\.scenario.faults)
        for name in without where !known.contains(name) {
            let nearest = NearestName.find(name, among: known).map { "did you mean \($0)?" }
            throw Failure(
                "--without \(name): no fault is called so; "
                    + (nearest ?? "the faults are \(known.joined(separator: ", "))"), .badInput)
        }
        for index in all.indices {
            if withoutFaults {
                all[index].scenario = all[index].scenario.without()
            } else if !without.isEmpty {
                all[index].scenario = all[index].scenario.without(without)
            }
        }
    }

    private func line(
        _ run: ScenarioRun, of ready: ScenarioInput.Ready, _ keeper: inout ScenarioKeeping
    ) -> ScenarioReport.Run {
        var words = ["run", ready.file, "--seed", String(run.recorded.seed)]
        for name in without { words += ["--without", name] }
        if withoutFaults { words.append("--without-faults") }
        let place = keeping.place.store.map { " --store \(StoreOptions.quoted($0))" } ?? ""
        guard let id = keeper.keep(run, of: ready, words: words) else {
            return ScenarioReport.Run(
                run: run, replay: "twin " + words.map(StoreOptions.quoted).joined(separator: " "),
                explain: nil)
        }
        return ScenarioReport.Run(
            run: run, replay: "twin replay \(id)\(place)", explain: "twin explain\(place) \(id)")
    }

    /// Runs everything on all cores; the answer has the order of the scenarios and of their seeds.
    private static func runs(
        _ all: [ScenarioInput.Ready], seeds: [[UInt64]], progress: @escaping @Sendable (Int) -> Void
    ) async -> [[ScenarioRun]] {
        let work = all.indices.flatMap { place in seeds[place].map { (place, $0) } }
        let cores = ProcessInfo.processInfo.activeProcessorCount
        return await withTaskGroup(of: (Int, ScenarioRun).self) { group in
            var next = 0
            func add(_ group: inout TaskGroup<(Int, ScenarioRun)>) {
                guard next < work.count else { return }
                let (number, place, seed) = (next, work[next].0, work[next].1)
                next += 1
                let (scenario, template) = (all[place].scenario, all[place].template)
                group.addTask { (number, RunDriver.record(scenario, template, seed: seed)) }
            }
            for _ in 0..<max(cores, 1) { add(&group) }
            var done: [Int: ScenarioRun] = [:]
            for await (number, run) in group {
                done[number] = run
                progress(done.count)
                add(&group)
            }
            var runs = [[ScenarioRun]](repeating: [], count: all.count)
            for (number, item) in work.enumerated() {
                if let run = done[number] { runs[item.0].append(run) }
            }
            return runs
        }
    }
}

extension RunCommand {
    /// Runs a kept run of a scenario again.
    static func again(_ stored: StoredRun) throws(Failure) -> RecordedRun {
        let ready = try ready(stored)
        return RunDriver.record(ready.scenario, ready.template, seed: stored.record.seed).recorded
    }

    /// The scenario of a kept run, without the faults that were left out of it.
    static func ready(_ stored: StoredRun) throws(Failure) -> ScenarioInput.Ready {
        let ready = try ScenarioInput.again(stored)
        let command: RunCommand
        do {
            command = try parse(Array(stored.record.command.dropFirst()))
        } catch {
            throw Failure("\(stored.record.id): its command line can't be read by this version", .badInput)
        }
        var all = [ready]
        try command.leaveOut(&all)
        return all[0]
    }
}
