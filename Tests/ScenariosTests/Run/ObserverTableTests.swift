import Simulation
import Testing

@testable import Scenarios

@Suite struct ObserverTableTests {
    private static func entry(_ kind: UInt16, about subject: UInt16) -> Entry {
        Entry(
            time: .zero, kind: EntryKind(rawValue: kind),
            subject: Subject(kind: SubjectKind(rawValue: subject), name: .empty), object: .none, value: 0,
            cause: .none)
    }

    @Test func eachIsShownWhatItAskedForAndNothingElse() {
        let table = ObserverTable([
            EntryInterest(kinds: [EntryKind(rawValue: 3), EntryKind(rawValue: 900)]),
            .all,
            EntryInterest(kinds: [EntryKind(rawValue: 3)], subjects: [SubjectKind(rawValue: 271)]),
            EntryInterest(kinds: []),
        ])
        #expect(table.observers(of: Self.entry(3, about: 0)) == 0b0111)
        #expect(table.observers(of: Self.entry(900, about: 0)) == 0b0011)
        #expect(table.observers(of: Self.entry(4, about: 271)) == 0b0110)
        #expect(table.observers(of: Self.entry(4, about: 270)) == 0b0010)
        #expect(table.observers(of: Self.entry(.max, about: .max)) == 0b0010)
    }

    @Test func withoutObserversNobodyIsShownAnything() {
        #expect(ObserverTable([]).observers(of: Self.entry(3, about: 271)) == 0)
    }
}
