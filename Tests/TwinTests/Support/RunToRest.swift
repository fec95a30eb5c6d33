import Scenarios
import Simulation
import Twin

/// A run that went on, once the cluster had reached the release, until everything else had come to rest too.
struct RunToRest: ~Copyable {
    /// How it ended.
    let outcome: RunOutcome
    /// Its journal.
    let run: RecordedRun
    /// The world at the end.
    let world: World

    /// Runs a world of `template`. `prepare` may change the world before. What properties of every run say is
    /// its outcome.
    init(
        _ template: WorldTemplate, _ options: RunOptions = RunOptions(seed: 7),
        prepare: (inout World) -> Void = { _ in }
    ) {
        var driver = RunDriver(template, options)
        prepare(&driver.world)
        var outcome = driver.run() ?? .stuck
        if outcome == .completed, let violation = driver.settle() { outcome = .violated(violation) }
        world = driver.world.fork()
        self.outcome = outcome
        run = driver.recorded(outcome)
    }
}

extension RecordedRun {
    /// The numbers of the entries of a word that `isWanted`.
    func entries(_ word: some EntryVocabulary, where isWanted: (Entry) -> Bool = { _ in true }) -> [EntryID] {
        var found: [EntryID] = []
        forEach { id, entry in
            if entry.kind == word.kind, isWanted(entry) { found.append(id) }
        }
        return found
    }

    /// The numbers of the entries of a word whose subject and object have these names; nil for any.
    func entries(_ word: some EntryVocabulary, subject: String?, object: String? = nil) -> [EntryID] {
        entries(word) { entry in
            (subject == nil || names[entry.subject.name] == subject)
                && (object == nil || names[entry.object.name] == object)
        }
    }

    /// The time of the first of these entries, since the epoch.
    func firstTime(_ word: some EntryVocabulary, subject: String?, object: String? = nil) -> SimDuration? {
        entries(word, subject: subject, object: object).first.map { self[$0].time - .zero }
    }
}
