import Controllers
import Kubernetes
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

    /// For how long worlds go on: what is due last, pods that start anew, takes minutes.
    static let settling = SimDuration.hours(6)

    /// Runs a world of `template`. `prepare` may change the world before, `each` sees it after every event.
    init(
        _ template: WorldTemplate, _ options: RunOptions = RunOptions(seed: 7),
        prepare: (inout World) -> Void = { _ in }, each: ((borrowing World) -> Void)? = nil
    ) {
        var driver = RunDriver(template, options)
        prepare(&driver.world)
        var outcome: RunOutcome?
        while outcome == nil {
            outcome = driver.run(events: each == nil ? .max : 1)
            each?(driver.world)
        }
        let end = driver.world.now + Self.settling
        while outcome == .completed, let next = driver.world.nextTime, next <= end, driver.world.step() {
            each?(driver.world)
        }
        world = driver.world.fork()
        self.outcome = outcome ?? .stuck
        run = driver.recorded(self.outcome)
    }
}

extension World {
    /// All objects of a kind as an API server has them.
    borrowing func objects<Spec>(_ type: Resource<Spec>.Type, cluster: Int = 0) -> [Resource<Spec>] {
        substrate.stores[cluster].list(Spec.kind).map { unsafeDowncast($0, to: Stored<Spec>.self).object }
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
