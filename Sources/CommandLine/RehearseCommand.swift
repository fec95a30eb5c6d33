import ArgumentParser
import Files
import Foundation
import Kubernetes
import Scenarios
import Simulation
import Twin

/// `twin rehearse`.
struct RehearseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rehearse",
        abstract: "Rehearse the update of a cluster to another release.",
        discussion: """
            Builds a twin from the cluster's own objects, runs the update with many seeds, and says how long \
            each step takes, what it waits for, what blocks, and why.

              twin rehearse --cloud scenarios/clusters/medium --to mosk-21-0-0-25-2 --window 8h
            """)

    @OptionGroup var options: RehearseOptions
    @OptionGroup var keeping: StoreOptions

    @Flag(help: "Print JSON for programs.")
    var json = false

    @Option(help: "Write the computed ClusterUpdatePlan to this file, as Kubernetes YAML.")
    var out: String?

    @Flag(
        name: .customLong("all-machines"), help: "Draw the timeline of each machine, however many there are.")
    var allMachines = false

    func run() async throws {
        var options = options
        _ = try options.calendar()
        let window = try options.windowLength()
        if let out { try OutFile.check(out) }
        var input = try CloudInput(
            cloud: options.cloud, releases: options.releases, timings: options.timings,
            files: options.fileLimits, yaml: options.yamlLimits)
        try options.checkPremises(against: &input)
        var rehearsal: Rehearsal
        switch try Rehearsing.prepare(input, options) {
        case .noPath(let noPath):
            if json {
                Output.write(JSONWriter().write(NoPathText.json(noPath)) + "\n")
            } else {
                Output.write(NoPathText.render(noPath))
            }
            throw Failure("no path from \(noPath.source) to \(noPath.target) in one hop", .noPath)
        case .ready(let template, let run):
            let bar = ProgressBar("rehearsing", total: options.runs)
            rehearsal = await Rehearsal.run(
                template, run, runs: options.runs, cores: ProcessInfo.processInfo.activeProcessorCount
            ) { bar.update($0) }
            bar.finish()
        }
        try checkSteps(rehearsal)
        let id = keeping.newID()
        func report(isKept: Bool) -> RehearsalReport {
            RehearsalReport(
                rehearsal, window: window, density: options.density,
                replay: keeping.replayCommand(id, options, isKept: isKept))
        }
        let isKept = keeping.keep(id, report(isKept: true), input, options)
        let report = report(isKept: isKept)
        Output.write(
            json
                ? JSONWriter().write(report.json()) + "\n"
                : RehearsalText.render(report, width: Output.width, allMachines: allMachines))
        if let out { try write(rehearsal, to: out) }
        if rehearsal.summaries.contains(where: { $0.outcome != .completed }) {
            throw Failure(
                "not every run completed: \(rehearsal.failed.map { "seed \($0.seed) \($0.outcome.description)" }.joined(separator: ", "))",
                .failed)
        }
    }

    private func write(_ rehearsal: Rehearsal, to path: String) throws(Failure) {
        guard let plan = rehearsal.plan else {
            throw Failure("--out \(path): the update never got as far as a plan", .failed)
        }
        var value = plan.encoded()
        value["status"] = nil
        for key in ["uid", "resourceVersion", "generation", "creationTimestamp"] {
            value["metadata"]?[key] = nil
        }
        try OutFile.write(YAMLWriter().bytes(of: [value]), to: path)
    }

    /// Throws when a step to commence is none of the plan's.
    private func checkSteps(_ rehearsal: Rehearsal) throws(Failure) {
        guard let steps = rehearsal.plan?.spec.steps.map(\.id) else { return }
        for step in options.step where !steps.contains(step) {
            let nearest = NearestName.find(step, among: steps).map { "; did you mean \($0)?" }
            throw Failure(
                "--step \(step): the plan has no such step"
                    + (nearest ?? "; its steps are \(steps.joined(separator: ", "))"), .badInput)
        }
    }
}
