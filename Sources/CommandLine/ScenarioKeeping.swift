import Kubernetes
import RunStore
import Scenarios
import Simulation
import Twin

/// Writes runs of scenarios to the store.
struct ScenarioKeeping {
    private let store: RunStore?
    private let options: StoreOptions
    private let base: String
    private var count = 0
    private var hasFailed = false

    /// Opens the store, unless nothing is to be kept. What stands against it is said and does not spoil the
    /// answer.
    init(_ options: StoreOptions) {
        self.options = options
        base = options.newID()
        guard !options.noStore else {
            store = nil
            return
        }
        do throws(Failure) { store = try options.place.open() } catch {
            Output.error("the runs are not kept: \(error.message)")
            store = nil
        }
    }

    /// Keeps a run; answers its identifier, or nil when it is not kept.
    mutating func keep(
        _ run: ScenarioRun, of ready: ScenarioInput.Ready, words: [String]
    ) -> String? {
        guard let store, !hasFailed else { return nil }
        count += 1
        // Padded, so that the last one is also the last in the order of names.
        let digits = String(count)
        let id = "\(base)-" + String(repeating: "0", count: max(3 - digits.count, 0)) + digits
        do throws(RunStoreError) {
            try Self.write(run, id: id, ready, words, in: store)
            return id
        } catch {
            hasFailed = true
            Output.error("the run is not kept: \(error)")
            return nil
        }
    }

    /// Deletes older runs, but none of these.
    func retain() {
        guard let store, count > 0 else { return }
        do throws(RunStoreError) { _ = try store.retain(newest: max(options.keep, count)) } catch {
            Output.error("older runs are not deleted: \(error)")
        }
    }

    private static func write(
        _ scenario: ScenarioRun, id: String, _ ready: ScenarioInput.Ready, _ words: [String],
        in store: RunStore
    ) throws(RunStoreError) {
        let run = scenario.recorded
        let writer = try store.begin(id: id)
        try writer.append(run, from: ready.input)
        try writer.input(
            path: ScenarioInput.folder + ready.scenario.name + ".yaml",
            bytes: YAMLWriter().bytes(of: [ready.document]))
        let end = run.count > 0 ? run[EntryID(number: UInt32(run.count))].time : .zero
        let report = ScenarioReport.Run(run: scenario, replay: "twin replay \(id)", explain: nil)
        try writer.finish(
            RunRecord(
                id: id, createdUnixSeconds: RunStore.systemSeconds(),
                title: "\(ready.scenario.name): \(ready.scenario.about)", command: words,
                kind: RunCommand.kind, seed: run.seed, fingerprint: run.fingerprint.description,
                versions: ready.template.versions,
                exitCode: scenario.isHeld != ready.scenario.mustFail ? 0 : 1,
                outcome: run.outcome.description, entryCount: run.count,
                simulatedSeconds: (end - .zero).wholeSeconds, summaryJSON: JSONWriter().write(report.json())))
    }
}
