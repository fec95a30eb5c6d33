import Kubernetes
public import Simulation

/// Journal entries that say a certain thing: a word, of whom, with what.
public struct EntryPattern: Hashable, Sendable {
    /// The word's name.
    public let word: String
    /// The kind of entry.
    public let kind: EntryKind
    /// Whom it is about; nil for anybody.
    public let subject: NamePattern?
    /// What else takes part; nil for anything.
    public let object: NamePattern?
    /// What the entry's text holds, such as the rule of a wait; nil for anything.
    public let text: String?

    /// A pattern of names as they were written; throws when no entry can ever match it.
    public init(
        word name: String, subject: String? = nil, object: String? = nil, text: String? = nil,
        _ facts: CloudFacts
    ) throws(Objection) {
        guard let word = EntryWords.named(name) else {
            throw .unknown(
                name, what: "word of the journal", plural: "the words", EntryWords.all.map(\.name),
                field: "entry")
        }
        self.word = name
        kind = word.kind
        if object != nil, !word.hasObject {
            throw Objection("an entry of \(name) has no object", "leave it out", field: "object")
        }
        if text != nil, !word.hasText {
            throw Objection("an entry of \(name) has no text", "leave it out", field: "text")
        }
        if let subject {
            self.subject = try NamePattern(subject, facts, field: "subject")
        } else {
            self.subject = nil
        }
        if let object {
            try Self.checkObject(object, of: name, facts)
            self.object = try NamePattern(object, facts, field: "object")
        } else {
            self.object = nil
        }
        self.text = text
    }

    /// Of some words it is known what their objects are.
    private static func checkObject(
        _ object: String, of word: String, _ facts: CloudFacts
    ) throws(Objection) {
        let known: (names: [String], what: String, plural: String)
        switch word {
        case "itemFinished", "itemFailed": known = (facts.items, "state item", "the items")
        case "stepStarted", "stepCompleted": known = (facts.steps, "step of the plan", "the steps")
        case "machineAdmitted", "machineReleased":
            known = (facts.sites.map(\.name), "machine", "the machines")
        case "nodeReady": known = (["True", "False", "Unknown"], "state", "the states")
        default: return
        }
        guard !object.hasSuffix("*"), !known.names.contains(object), !known.names.isEmpty else { return }
        throw .unknown(object, what: known.what, plural: known.plural, known.names, field: "object")
    }

    /// Whether an entry says it.
    public func matches(_ entry: Entry, _ names: borrowing NameTable) -> Bool {
        guard entry.kind == kind else { return false }
        if let subject, !subject.matches(entry.subject, names) { return false }
        if let object, !object.matches(entry.object, names) { return false }
        guard let text else { return true }
        guard entry.value >= 0, entry.value < Int64(names.count) else { return false }
        return names[NameID(number: UInt32(entry.value))].contains(text)
    }

    /// As `--fault` and reports write it: `itemFailed LCMMachine/cmp-01 host-os`.
    public var description: String {
        var words = [word]
        if let subject { words.append(subject.description) }
        if let object { words.append((subject == nil ? "* " : "") + object.description) }
        if let text { words.append("“\(text)”") }
        return words.joined(separator: " ")
    }
}
