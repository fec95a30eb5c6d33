public import Simulation

/// Compares runs entry by entry.
public enum Comparison {
    /// Where two runs part.
    public struct Difference: Hashable, Sendable {
        /// The first entry that differs.
        public var entry: EntryID
        /// Whether one of the runs ends there.
        public var isEnd: Bool
    }

    /// Where two runs part, nil when they are equal. Blocks of equal fingerprints are skipped.
    public static func firstDifference(_ left: RecordedRun, _ right: RecordedRun) -> Difference? {
        guard left.fingerprint != right.fingerprint || left.count != right.count else { return nil }
        let shared = min(left.blocks.count, right.blocks.count)
        // Fingerprints roll, so no block before the first one whose fingerprint differs holds the first
        // difference. It may lie in a later one: versions and numbers of names count for the fingerprint, and
        // read alike.
        var (low, high) = (0, shared)
        while low < high {
            let middle = (low + high) / 2
            if left.blocks[middle].fingerprint == right.blocks[middle].fingerprint {
                low = middle + 1
            } else {
                high = middle
            }
        }
        for number in low..<shared {
            let (a, b) = (left.blocks[number], right.blocks[number])
            for index in 0..<min(a.entries.count, b.entries.count)
            where !equal(a.entries[index], left, b.entries[index], right) {
                return Difference(entry: EntryID(number: a.base.number + UInt32(index) + 1), isEnd: false)
            }
        }
        // Every entry reads alike: the versions of model, catalogue or inputs differ.
        if left.count == right.count { return Difference(entry: .none, isEnd: false) }
        return Difference(entry: EntryID(number: UInt32(min(left.count, right.count) + 1)), isEnd: true)
    }

    /// Whether entries of two runs say the same, whatever their name tables.
    private static func equal(_ a: Entry, _ left: RecordedRun, _ b: Entry, _ right: RecordedRun) -> Bool {
        a.time == b.time && a.kind == b.kind && a.cause == b.cause
            && a.subject.kind == b.subject.kind && a.object.kind == b.object.kind
            && left.names[a.subject.name] == right.names[b.subject.name]
            && left.names[a.object.name] == right.names[b.object.name]
            && EntryText(names: left.names, calendar: left.calendar).sentence(a)
                == EntryText(names: right.names, calendar: right.calendar).sentence(b)
    }

    /// A difference for people.
    public static func render(
        _ difference: Difference, _ left: RecordedRun, _ right: RecordedRun, _ first: String, _ second: String
    ) -> String {
        guard difference.entry != .none else {
            return "the entries are equal, but model, catalogue or inputs have other versions\n"
        }
        var text = "the first difference is entry \(difference.entry.number)\n"
        for (name, run) in [(first, left), (second, right)] {
            guard Int(difference.entry.number) <= run.count else {
                text += "  \(name): ends before it, after \(run.count) entries\n"
                continue
            }
            let entry = run[difference.entry]
            let words = EntryText(names: run.names, calendar: run.calendar)
            text +=
                "  \(name): \(run.calendar.local(entry.time))  \(words.sentence(entry)) (caused by \(entry.cause.number))\n"
        }
        return text
    }
}
