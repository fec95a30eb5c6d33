import Simulation
import Testing

@Suite struct JournalBlockTests {
    private func block(_ entries: [Entry], base: UInt32 = 0) -> JournalBlock {
        JournalBlock(
            base: EntryID(number: base), entries: ContiguousArray(entries),
            fingerprint: Fingerprint(high: .max, low: 1))
    }

    @Test(arguments: [0, 1, 2, 100, 10_000])
    func whatIsEncodedIsDecodedAlike(count: Int) {
        let original = block(SampleEntries.make(count), base: 20_000)
        #expect(JournalBlock(encoded: original.encoded()) == original)
    }

    @Test func extremesAreDecodedAlike() {
        let entries = [Int64.min, .max, 0, -1].map { number in
            Entry(
                time: SimTime(nanoseconds: number), kind: EntryKind(rawValue: .max),
                subject: Subject(packed: .max), object: Subject(packed: .max), value: number,
                cause: EntryID(number: .max))
        }
        let original = block(entries, base: .max - 4)
        #expect(JournalBlock(encoded: original.encoded()) == original)
    }

    /// The format of stored runs: base, count, fingerprint, then columns of time, kind, subject, object,
    /// value and cause.
    @Test func bytesAreThoseOfTheFormat() {
        let entry = Entry(
            time: SimTime(nanoseconds: 100), kind: EntryKind(rawValue: 300), subject: Subject(packed: 5),
            object: .none, value: -1, cause: EntryID(number: 7))
        var later = entry
        later.time = SimTime(nanoseconds: 99)
        let block = JournalBlock(
            base: EntryID(number: 10), entries: [entry, later], fingerprint: Fingerprint(high: 1, low: 2))
        #expect(
            block.encoded() == [10, 2, 1, 2, 0xc8, 0x01, 1, 0xac, 0x02, 0xac, 0x02, 5, 5, 0, 0, 1, 1, 8, 10])
    }

    @Test func aUsualEntryTakesFewBytes() {
        var time: Int64 = 0
        let entries = (0..<10_000).map { (index: Int) in
            time += 1_000_000
            return Entry(
                time: SimTime(nanoseconds: time), kind: EntryKind(rawValue: 1_200),
                subject: Subject(kind: SubjectKind(rawValue: 3), name: NameID(number: UInt32(index % 500))),
                cause: EntryID(number: UInt32(max(0, index - 3))))
        }
        #expect(block(entries).encoded().count < 10_000 * 16)
    }

    @Test func truncatedBytesAreRefused() {
        let bytes = block(SampleEntries.make(50)).encoded()
        for length in bytes.indices { #expect(JournalBlock(encoded: Array(bytes[..<length])) == nil) }
        #expect(JournalBlock(encoded: bytes + [0]) == nil)
    }

    @Test func garbageIsRefusedOrReadAsWhatItEncodes() {
        let stream = RandomStream(seed: 3)
        let bytes = block(SampleEntries.make(50)).encoded()
        for round in 0..<5_000 as Range<UInt64> {
            var damaged = bytes
            let draw = stream.derive(round)
            for change in 0...draw.below(4, 0) {
                let index = Int(draw.below(UInt64(bytes.count), change * 2 + 1))
                damaged[index] = UInt8(draw.below(256, change * 2 + 2))
            }
            if let block = JournalBlock(encoded: damaged) { #expect(block.encoded() == damaged) }
            let noise = (0..<draw.below(200, 100)).map { UInt8(draw.below(256, 200 + $0)) }
            if let block = JournalBlock(encoded: noise) { #expect(block.encoded() == noise) }
        }
    }

    @Test func aFalseCountIsRefused() {
        #expect(JournalBlock(encoded: [0, 0xff, 0xff, 0xff, 0xff, 0x0f, 1, 1]) == nil)
        #expect(JournalBlock(encoded: [0xff, 0xff, 0xff, 0xff, 0x0f, 1, 1, 1, 0, 0, 0, 0, 0, 0]) == nil)
        #expect(JournalBlock(encoded: [0x80, 0x80, 0x80, 0x80, 0x10, 0, 1, 1]) == nil)
    }
}
