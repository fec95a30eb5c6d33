import Simulation
import Testing

@Suite struct JournalTests {
    private func journal(_ entries: [Entry]) -> Journal {
        var journal = Journal(versions: ["model 1"])
        for entry in entries { journal.append(entry) }
        return journal
    }

    @Test func entriesAreNumberedFromOne() {
        var journal = Journal(versions: [])
        #expect(journal.last == .none && journal.count == 0)
        for number in 1...20_001 as ClosedRange<UInt32> {
            let entry = Entry(time: .zero, kind: EntryKind(rawValue: 1), subject: .none, cause: .none)
            #expect(journal.append(entry) == EntryID(number: number))
            #expect(journal.last.number == number && journal.count == Int(number))
        }
    }

    @Test func anEntryTakesTheJournalsCause() {
        var journal = Journal(versions: [])
        let subject = Subject(kind: SubjectKind(rawValue: 1), name: NameID(number: 2))
        journal.cause = journal.append(.zero, EntryKind(rawValue: 1), subject)
        journal.append(SimTime(nanoseconds: 5), EntryKind(rawValue: 2), subject, subject, value: 9)
        let entries = journal.close()[0].entries
        #expect(entries.map(\.cause.number) == [0, 1])
        #expect(
            entries[1]
                == Entry(
                    time: SimTime(nanoseconds: 5), kind: EntryKind(rawValue: 2), subject: subject,
                    object: subject, value: 9, cause: EntryID(number: 1)))
    }

    @Test(arguments: [0, 1, 9_999, 10_000, 10_001, 20_000, 25_000])
    func blocksHoldAllEntriesInOrder(count: Int) {
        let entries = SampleEntries.make(count)
        var journal = journal(entries)
        let blocks = journal.close()
        #expect(blocks.flatMap(\.entries) == entries)
        #expect(blocks.map(\.base.number) == blocks.indices.map { UInt32($0 * JournalBlock.capacity) })
        #expect(blocks.dropLast().allSatisfy { $0.entries.count == JournalBlock.capacity })
        #expect(blocks.allSatisfy { !$0.entries.isEmpty })
        #expect(blocks.isEmpty || blocks.last?.fingerprint == journal.fingerprint)
        #expect(journal.count == count && journal.sealed.isEmpty)
    }

    @Test func drainingTakesFullBlocksOnly() {
        var journal = journal(SampleEntries.make(25_000))
        #expect(journal.sealed.count == 2)
        #expect(journal.drain().map(\.entries.count) == [10_000, 10_000])
        #expect(journal.drain().isEmpty && journal.sealed.isEmpty)
        #expect(journal.close().map(\.entries.count) == [5_000])
        #expect(journal.close().isEmpty)
    }

    @Test func aBlocksFingerprintIsThatOfAllEntriesUpToItsEnd() {
        let entries = SampleEntries.make(12_000)
        var whole = journal(entries)
        var fingerprint = Fingerprint()
        fingerprint.absorb("model 1")
        for entry in entries.prefix(10_000) { fingerprint.absorb(entry) }
        #expect(whole.close()[0].fingerprint == fingerprint)
    }

    @Test func drainingLeavesTheFingerprint() {
        let entries = SampleEntries.make(12_000)
        var drained = Journal(versions: ["model 1"])
        for entry in entries {
            drained.append(entry)
            _ = drained.drain()
        }
        #expect(drained.fingerprint == journal(entries).fingerprint)
    }

    @Test func versionsAreInTheFingerprint() {
        let versions: [[String]] = [[], ["a"], ["b"], ["a", "b"], ["b", "a"], ["ab"], [""]]
        #expect(Set(versions.map { Journal(versions: $0).fingerprint }).count == versions.count)
    }

    @Test func aCopyIsIndependent() {
        let entries = SampleEntries.make(9_990)
        let original = journal(entries)
        var fork = original
        for entry in SampleEntries.make(100, seed: 2) { fork.append(entry) }
        _ = fork.drain()
        #expect(original.count == 9_990 && original.sealed.isEmpty && fork.count == 10_090)
        #expect(original.fingerprint == journal(entries).fingerprint)
        #expect(fork.fingerprint != original.fingerprint)
        var closed = original
        #expect(closed.close().flatMap(\.entries) == entries)
    }
}
