internal import Simulation

/// Timers that re-arm themselves at random later times, up to 1,000 s, each firing journalled with its cause.
struct TimerWorkload {
    private var queue: EventQueue
    private var journal = Journal(versions: ["bench-kernel 1"])
    private var timers: [BenchTimer] = []
    private let keepsJournal: Bool
    private var blocks: [JournalBlock] = []

    /// Arms `count` timers, each with a random stream and a name of its own; full blocks of the journal are
    /// kept, or drained and given up.
    init(timers count: Int, seed: UInt64, keepsJournal: Bool) {
        self.keepsJournal = keepsJournal
        let root = RandomStream(seed: seed)
        var names = NameTable()
        queue = EventQueue(tieKey: root.derive("tie").bits(0))
        for index in 0..<count {
            let subject = Subject(kind: SubjectKind(rawValue: 1), name: names.intern("timer-\(index)"))
            timers.append(BenchTimer(subject: subject, stream: root.derive("timer.\(index)")))
            arm(UInt32(index), after: .zero, cause: .none)
        }
    }

    /// The fingerprint of what has happened.
    var fingerprint: Fingerprint { journal.fingerprint }

    /// Takes `events` events.
    mutating func run(events: Int) {
        for _ in 0..<events {
            guard let event = queue.pop() else { return }
            let timer = timers[Int(event.target)]
            let entry = Entry(
                time: event.time, kind: EntryKind(rawValue: 100), subject: timer.subject,
                value: Int64(timer.count), cause: event.cause)
            let cause = journal.append(entry)
            arm(event.target, after: event.time, cause: cause)
            if !journal.sealed.isEmpty {
                let drained = journal.drain()
                if keepsJournal { blocks += drained }
            }
        }
    }

    private mutating func arm(_ target: UInt32, after time: SimTime, cause: EntryID) {
        let timer = timers[Int(target)]
        timers[Int(target)].count += 1
        let delay = SimDuration(nanoseconds: Int64(timer.stream.below(1_000_000_000_000, timer.count)) + 1)
        queue.push(Event(at: time + delay, code: 1, target: target, cause: cause))
    }
}
