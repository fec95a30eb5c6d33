import Simulation
import Testing

@Suite struct SubjectTests {
    @Test(arguments: [(0, 0, 0), (1, 2, 3), (.max, .max, .max)] as [(UInt16, UInt32, UInt8)])
    func partsAreReadAsGiven(kind: UInt16, name: UInt32, cluster: UInt8) {
        let subject = Subject(kind: SubjectKind(rawValue: kind), name: NameID(number: name), cluster: cluster)
        #expect(subject.kind.rawValue == kind && subject.name.number == name && subject.cluster == cluster)
        #expect(Subject(packed: subject.packed) == subject)
    }

    @Test func noSubjectIsTheEmptyNameOfNoKind() {
        #expect(Subject.none == Subject(kind: SubjectKind(rawValue: 0), name: .empty))
    }
}
