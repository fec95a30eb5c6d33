import Kubernetes
import Scenarios
import Simulation

/// Builds a run entry by entry.
struct RunBuilder {
    var names = NameTable()
    var journal: Journal

    init(versions: [String] = ["test"]) { journal = Journal(versions: versions) }

    /// A machine as a subject.
    mutating func machine(_ name: String) -> Subject {
        Subject(kind: LCMMachineSpec.kind.subjectKind, name: names.intern(name))
    }

    /// A text as an object.
    mutating func text(_ text: String) -> Subject {
        Subject(kind: SubjectKind(rawValue: 0), name: names.intern(text))
    }

    /// Adds an entry at so many seconds.
    @discardableResult
    mutating func add(
        _ seconds: Int64, _ word: some EntryVocabulary, _ subject: Subject = .none, _ object: Subject = .none,
        value: Int64 = 0, cause: EntryID = .none
    ) -> EntryID {
        journal.cause = cause
        return journal.append(.zero + .seconds(seconds), word.kind, subject, object, value: value)
    }

    /// The run.
    func run(seed: UInt64 = 1) -> RecordedRun {
        var journal = journal
        let blocks = journal.close()
        return RecordedRun(
            seed: seed, outcome: .completed, fingerprint: journal.fingerprint, names: names,
            calendar: Calendar(epochUnixSeconds: 0), blocks: blocks, events: journal.count)
    }
}
