import Controllers
import HardwareInterfaces
import Scenarios
import Simulation
import Testing

@Suite struct EntryTextTests {
    private func sentences<Words: EntryVocabulary>(of words: Words.Type) -> [(word: Words, text: String)] {
        var builder = RunBuilder()
        let (machine, object) = (builder.machine("cmp-07"), builder.machine("cmp-08"))
        let value = Int64(builder.names.intern("a rule").number)
        let text = EntryText(names: builder.names, calendar: Calendar(epochUnixSeconds: 0))
        return Words.allCases.map { word in
            let entry = Entry(
                time: .zero, kind: word.kind, subject: machine, object: object, value: value, cause: .none)
            return (word, text.sentence(entry))
        }
    }

    private func check<Words: EntryVocabulary>(_ words: Words.Type) {
        for (word, text) in sentences(of: words) {
            #expect(!text.contains("{") && !text.contains("}"), "\(word): \(text)")
            #expect(!text.contains("unknown kind") && !text.contains("?"), "\(word): \(text)")
            #expect(text.count > 5, "\(word): \(text)")
        }
    }

    @Test func everyWordHasASentenceWithoutLeftoverFields() {
        check(SimulationEntry.self)
        check(KubernetesEntry.self)
        check(EquipmentEntry.self)
        check(LCMEntry.self)
    }

    @Test func noTwoWordsHaveOneNumber() {
        let numbers =
            SimulationEntry.allCases.map(\.rawValue) + KubernetesEntry.allCases.map(\.rawValue)
            + EquipmentEntry.allCases.map(\.rawValue) + LCMEntry.allCases.map(\.rawValue)
        #expect(Set(numbers).count == numbers.count)
    }

    @Test func everyEntryOfARunHasASentenceAboutSomethingKnown() throws {
        let run = try SmallCloud.run.get()
        let text = EntryText(names: run.names, calendar: run.calendar)
        run.forEach { id, entry in
            let sentence = text.sentence(entry)
            #expect(
                !sentence.contains("{") && !sentence.contains("?") && !sentence.contains("unknown"),
                "\(sentence)")
            if entry.subject != .none { #expect(text.subject(entry.subject) != "", "\(id.number)") }
            #expect(!sentence.hasPrefix(" ") && !sentence.contains("  "), "\(sentence)")
        }
    }

    @Test func stepIsNamedInTheSentenceOfItsBegin() throws {
        let run = try SmallCloud.run.get()
        let text = EntryText(names: run.names, calendar: run.calendar)
        let step = try #require(StepTiming.all(run).first)
        #expect(text.sentence(run[step.began]).contains("openstack"))
        #expect(text.sentence(run[step.ended]).contains("openstack"))
    }
}
