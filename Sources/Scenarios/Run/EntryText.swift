import Controllers
import HardwareInterfaces
import Kubernetes
public import Simulation

/// Renders journal entries for people.
public struct EntryText: Sendable {
    private let names: NameTable
    private let calendar: Calendar
    private let kinds = KindTable()

    /// A renderer for the names and the calendar of a run.
    public init(names: NameTable, calendar: Calendar) {
        self.names = names
        self.calendar = calendar
    }

    /// What an entry says: `LCMMachine cmp-07 is in Deploy`.
    public func sentence(_ entry: Entry) -> String {
        guard let template = Vocabularies.templates[entry.kind.rawValue] else {
            return "entry of unknown kind \(entry.kind.rawValue) about \(subject(entry.subject))"
        }
        var text = ""
        var rest = template[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            text += rest[..<open]
            text += fill(rest[rest.index(after: open)..<close], entry)
            rest = rest[rest.index(after: close)...]
        }
        return text + rest
    }

    private func fill(_ field: Substring, _ entry: Entry) -> String {
        switch field {
        case "subject": return subject(entry.subject)
        case "object": return subject(entry.object)
        case "object.name": return names[entry.object.name]
        case "value": return String(entry.value)
        case "text", "rule": return name(entry.value)
        case "duration": return SimDuration(nanoseconds: entry.value).readable
        case "time": return calendar.local(SimTime(nanoseconds: entry.value))
        default: return "{\(field)}"
        }
    }

    /// The text that an entry's value stands for.
    public func name(_ value: Int64) -> String {
        guard value >= 0, value < Int64(names.count) else { return "?" }
        return names[NameID(number: UInt32(value))]
    }

    /// How a subject is called: `Host cmp-07`.
    public func subject(_ subject: Subject) -> String {
        let label = kind(subject.kind)
        let name = names[subject.name]
        return label.isEmpty ? name : name.isEmpty ? label : "\(label) \(name)"
    }

    /// How a kind of subject is called; empty for plain texts.
    public func kind(_ kind: SubjectKind) -> String {
        if let label = SubjectLabels.label(kind) { return label }
        if let equipment = EquipmentKind(rawValue: kind.rawValue) { return equipment.label }
        return kinds.label(KindID(rawValue: kind.rawValue)) ?? ""
    }
}
