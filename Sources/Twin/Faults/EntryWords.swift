import Controllers
import HardwareInterfaces
import Kubernetes
public import Simulation

/// The words of the journal by their names: `machineAdmitted`, `quorumLost` ...
public enum EntryWords {
    /// A word.
    public struct Word: Sendable {
        /// The name.
        public let name: String
        /// The kind of entry.
        public let kind: EntryKind
        /// How an entry reads.
        public let template: String

        /// Whether an entry's value stands for a text.
        var hasText: Bool { template.contains("{text}") || template.contains("{rule}") }
        /// Whether an entry has an object.
        var hasObject: Bool { template.contains("{object") }
    }

    /// All words, in the order of their numbers.
    public static let all: [Word] =
        words(of: SimulationEntry.self) + words(of: KubernetesEntry.self) + words(of: EquipmentEntry.self)
        + words(of: LCMEntry.self) + words(of: IPAMEntry.self) + words(of: DatabaseEntry.self)
        + words(of: OpenStackEntry.self) + words(of: ComputeEntry.self)
        + words(of: MessageEntry.self)

    /// The word called `name`, or nil.
    public static func named(_ name: String) -> Word? { all.first { $0.name == name } }

    private static func words<Words: EntryVocabulary>(of words: Words.Type) -> [Word] {
        words.allCases.map { Word(name: "\($0)", kind: $0.kind, template: $0.template) }
    }

    /// The kinds of subjects by their labels, as logs print them.
    static func subjectKinds(_ kinds: KindTable) -> [(label: String, kind: SubjectKind)] {
        let others = [
            Substrate.controllerKind, SubjectLabels.updateStep, SubjectLabels.operator,
            SubjectLabels.apiServer, SubjectLabels.alert,
        ]
        return others.compactMap { kind in SubjectLabels.label(kind).map { ($0, kind) } }
            + EquipmentKind.allCases.map { ($0.label, $0.subjectKind) }
            + PartKind.allCases.map { ($0.label, $0.subjectKind) }
            + kinds.all.map { ($0.info.kind, $0.id.subjectKind) }
    }
}
