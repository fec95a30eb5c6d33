import Simulation
import Testing

@Suite struct FingerprintTests {
    private let entry = Entry(
        time: SimTime(nanoseconds: 1_500_000_000), kind: EntryKind(rawValue: 1_201),
        subject: Subject(kind: SubjectKind(rawValue: 3), name: NameID(number: 17), cluster: 1),
        object: Subject(kind: SubjectKind(rawValue: 4), name: NameID(number: 18), cluster: 2), value: -5,
        cause: EntryID(number: 9))

    private func fingerprint(_ entries: Entry...) -> Fingerprint {
        var fingerprint = Fingerprint()
        for entry in entries { fingerprint.absorb(entry) }
        return fingerprint
    }

    /// Computed by an independent program, so that another machine is seen to agree.
    @Test func fingerprintsAreTheSameOnEveryMachine() {
        #expect("\(Fingerprint())" == "6a09e667f3bcc909bb67ae8584caa73b")
        var word = Fingerprint()
        word.absorb(7)
        #expect("\(word)" == "819a0bf83053644db3f982205bdb0825")
        var text = Fingerprint()
        text.absorb("model 1")
        #expect("\(text)" == "d32884672ffc0481d232bc0bb82618ce")
        text.absorb(entry)
        #expect("\(text)" == "c4200a665bcd527ae4b5661a23f69d29")
    }

    @Test func everyBitOfEveryFieldChangesManyBits() {
        var changed: [Entry] = []
        for bit in 0..<64 {
            var copy = entry
            copy.time.nanoseconds ^= 1 << bit
            changed.append(copy)
            copy = entry
            copy.value ^= 1 << bit
            changed.append(copy)
            copy = entry
            copy.subject.packed ^= 1 << bit
            changed.append(copy)
            copy = entry
            copy.object.packed ^= 1 << bit
            changed.append(copy)
        }
        for bit in 0..<32 {
            var copy = entry
            copy.cause.number ^= 1 << bit
            changed.append(copy)
        }
        for bit in 0..<16 {
            var copy = entry
            copy.kind.rawValue ^= 1 << bit
            changed.append(copy)
        }
        let fingerprints = changed.map { fingerprint($0, entry) }
        let original = fingerprint(entry, entry)
        for (index, other) in fingerprints.enumerated() {
            let (high, low) = (other.high ^ original.high, other.low ^ original.low)
            let bits = high.nonzeroBitCount + low.nonzeroBitCount
            #expect((32...96).contains(bits), "\(changed[index])")
        }
        #expect(Set(fingerprints).count == fingerprints.count)
    }

    @Test func fieldsDoNotCancelEachOther() {
        var cluster = entry
        cluster.object.packed ^= 1 << 48
        cluster.kind.rawValue ^= 1
        #expect(fingerprint(cluster) != fingerprint(entry))
        var cause = entry
        cause.value ^= 3 << 32
        cause.cause.number ^= 3
        #expect(fingerprint(cause) != fingerprint(entry))
        var swapped = entry
        (swapped.subject, swapped.object) = (entry.object, entry.subject)
        #expect(fingerprint(swapped) != fingerprint(entry))
    }

    @Test func theOrderOfEntriesCounts() {
        let entries = SampleEntries.make(2)
        #expect(fingerprint(entries[0], entries[1]) != fingerprint(entries[1], entries[0]))
        #expect(fingerprint(entries[0]) != fingerprint(entries[0], entries[0]))
    }

    @Test func whatIsWrittenIsReadAlike() {
        for value in [fingerprint(entry), Fingerprint(high: 0, low: 1), Fingerprint(high: .max, low: 0)] {
            #expect(Fingerprint(value.description) == value)
            #expect(value.description.utf8.count == 32)
        }
        #expect(Fingerprint("000000000000000A000000000000000b") == Fingerprint(high: 10, low: 11))
    }

    @Test(arguments: [
        "", "0", "0000000000000000000000000000000", "000000000000000000000000000000000",
        "+0000000000000000000000000000000",
        "0000000000000000-000000000000001",
        "g0000000000000000000000000000000",
        "0000000000000000 000000000000000", "é000000000000000000000000000000",
    ])
    func otherTextsAreRefused(text: String) {
        #expect(Fingerprint(text) == nil)
    }
}
