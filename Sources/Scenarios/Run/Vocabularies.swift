import Controllers
import HardwareInterfaces
import Simulation

/// The words of all modules.
enum Vocabularies {
    /// How each kind of entry reads.
    static let templates: [UInt16: String] = {
        var templates: [UInt16: String] = [:]
        for words in all { words.forEach { templates[$0] = $1.template } }
        return templates
    }()

    /// Whether each kind of entry shows that work gets on, by its number.
    static let isProgress: [Bool] = {
        var table = [Bool](repeating: false, count: Int(templates.keys.max() ?? 0) + 1)
        for words in all { words.forEach { table[Int($0)] = $1.isProgress } }
        return table
    }()

    private static let all: [any EntryVocabulary.Type] = [
        SimulationEntry.self, KubernetesEntry.self, EquipmentEntry.self, LCMEntry.self, IPAMEntry.self,
        DatabaseEntry.self, OpenStackEntry.self, ComputeEntry.self, MessageEntry.self,
    ]
}

extension EntryVocabulary {
    fileprivate static func forEach(_ body: (UInt16, Self) -> Void) {
        for word in allCases { body(word.rawValue, word) }
    }
}
