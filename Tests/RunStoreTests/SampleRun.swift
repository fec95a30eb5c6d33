import RunStore
import Simulation

/// Journals and records for tests.
enum SampleRun {
    /// The blocks of a journal of `count` entries, each of at most `size`.
    static func blocks(_ count: Int, size: Int = JournalBlock.capacity) -> [JournalBlock] {
        let stream = RandomStream(seed: 3)
        var fingerprint = Fingerprint()
        var blocks: [JournalBlock] = []
        var entries: ContiguousArray<Entry> = []
        var base = 0
        for index in 0..<count {
            let draw = stream.derive(UInt64(index))
            let entry = Entry(
                time: SimTime(nanoseconds: Int64(index) * 1_000_003), kind: EntryKind(rawValue: 7),
                subject: Subject(packed: draw.below(1 << 40, 1)), value: Int64(draw.below(1000, 2)),
                cause: EntryID(number: UInt32(index)))
            fingerprint.absorb(entry)
            entries.append(entry)
            guard entries.count == size || index == count - 1 else { continue }
            let id = EntryID(number: UInt32(base))
            blocks.append(JournalBlock(base: id, entries: entries, fingerprint: fingerprint))
            base += entries.count
            entries.removeAll()
        }
        return blocks
    }

    /// A record of the run `id`.
    static func record(
        _ id: String, created: Int64 = 1000, entries: Int = 5, members: [RunMember] = []
    ) -> RunRecord {
        RunRecord(
            id: id, createdUnixSeconds: created, title: "rehearse medium → mosk-21-0-0-25-2",
            command: ["twin", "rehearse", "--cloud", "a \"b\"/\u{0}"], kind: "rehearse", seed: .max,
            fingerprint: "00ff", versions: ["model 1", "catalogue 25.2"], exitCode: 1,
            outcome: "a property failed", entryCount: entries, simulatedSeconds: 86_400,
            summaryJSON: #"{"held":false}"#, members: members)
    }

    /// `count` members.
    static func members(_ count: Int) -> [RunMember] {
        (0..<UInt64(count)).map { (seed: UInt64) in
            RunMember(seed: seed, fingerprint: "f\(seed)", durationSeconds: Int64(seed) * 60, outcome: "held")
        }
    }
}
