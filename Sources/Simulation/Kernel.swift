/// What every part of a world shares: the clock, what is due, the journal, names, durations and chance.
public struct Kernel: Sendable {
    /// The present.
    public var now: SimTime = .zero
    /// What is due.
    public var queue: EventQueue
    /// What happened.
    public var journal: Journal
    /// Interned names.
    public var names = NameTable()
    /// The durations of the model, drawn for this run.
    public var timings: Timings
    /// The root of all random streams.
    public let random: RandomStream
    /// Civil time.
    public let calendar: Calendar

    /// A kernel at the epoch of `calendar`, with nothing due. `tieFuzz` other than 0 permutes the order of
    /// events at equal times; it must not change what any property says. Without
    /// `drawsUnknown`, medians are taken as known, and only what varies from one occurrence to the next is
    /// drawn.
    public init(
        seed: UInt64, tieFuzz: UInt64 = 0, calendar: Calendar, timings: Timings, versions: [String],
        drawsUnknown: Bool = true
    ) {
        random = RandomStream(seed: seed)
        queue = EventQueue(tieKey: random.derive("tie").bits(tieFuzz))
        journal = Journal(versions: versions)
        self.calendar = calendar
        self.timings = timings
        self.timings.draw(random, runSpread: drawsUnknown)
    }

    /// Lets something be due at `time`, caused by the journal's current cause.
    public mutating func schedule(
        at time: SimTime, code: UInt16, target: UInt32, operand: UInt32 = 0, detail: UInt16 = 0,
        priority: UInt8 = 8
    ) {
        queue.push(
            Event(
                at: max(time, now), code: code, target: target, operand: operand, detail: detail,
                cause: journal.cause),
            priority: priority)
    }

    /// Journals something that happens now, caused by the journal's current cause.
    @discardableResult
    public mutating func record(
        _ kind: EntryKind, _ subject: Subject, _ object: Subject = .none, value: Int64 = 0
    ) -> EntryID {
        journal.append(now, kind, subject, object, value: value)
    }

    /// Journals something that happens now and makes it the cause of what follows.
    @discardableResult
    public mutating func recordAsCause(
        _ kind: EntryKind, _ subject: Subject, _ object: Subject = .none, value: Int64 = 0
    ) -> EntryID {
        journal.cause = record(kind, subject, object, value: value)
        return journal.cause
    }

    /// One occurrence of the duration called `name` at `node`. Traps when no timing has that name: the table
    /// of defaults covers all.
    public func duration(
        _ name: String, node: String? = nil, hardwareClass: String? = nil, occurrence: UInt64
    ) -> SimDuration {
        guard let id = timings.find(name, node: node, hardwareClass: hardwareClass) else {
            preconditionFailure("no timing is called \(name)")
        }
        return timings.sample(id, subject: node.map { Mix.text($0) } ?? 0, occurrence: occurrence)
    }

    /// A word of an entry that is nothing but text.
    public mutating func text(_ text: String) -> Subject {
        Subject(kind: .text, name: names.intern(text))
    }

    /// A word that names an occurrence by a text, such as the version that is being installed.
    public static func occurrence(_ text: String, _ number: Int64 = 0) -> UInt64 {
        Mix.fold(Mix.text(text), UInt64(bitPattern: number))
    }
}
