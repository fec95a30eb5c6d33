import Kubernetes
import RunStore
import Scenarios
import Simulation
import Twin

/// Writes runs to the store.
enum RunKeeping {
    /// Writes one run of a rehearsal with its inputs.
    static func write(
        _ run: RecordedRun, id: String, _ report: RehearsalReport, _ input: CloudInput,
        _ options: RehearseOptions, in store: RunStore
    ) throws(RunStoreError) {
        let writer = try store.begin(id: id)
        try writer.append(run, from: input)
        var words = options.arguments()
        if let place = words.firstIndex(of: "--seed") { words[place + 1] = String(run.seed) }
        let template = report.rehearsal.template
        let span = UpdateSpan(run)
        try writer.finish(
            RunRecord(
                id: id, createdUnixSeconds: RunStore.systemSeconds(),
                title: template.title, command: words, kind: "rehearse", seed: run.seed,
                fingerprint: run.fingerprint.description,
                versions: template.versions, exitCode: run.outcome == .completed ? 0 : 1,
                outcome: run.outcome.description, entryCount: run.count,
                simulatedSeconds: span.end.nanoseconds / 1_000_000_000,
                summaryJSON: JSONWriter().write(report.json()),
                members: report.rehearsal.summaries.map { summary in
                    RunMember(
                        seed: summary.seed, fingerprint: summary.fingerprint.description,
                        durationSeconds: summary.total.wholeSeconds, outcome: summary.outcome.word)
                }))
    }
}
