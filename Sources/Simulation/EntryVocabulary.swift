/// The journal words of one module: an enumeration whose raw values are `EntryKind`s of the module's range.
///
/// The text is rendered at the edge only. In `template`, `{subject}` and `{object}` stand for the entry's
/// subjects, `{object.name}` for the bare name, `{value}` for the number, `{duration}` for the number as
/// nanoseconds, `{time}` for the number as an instant, `{rule}` for the number as a `NameID`.
public protocol EntryVocabulary: CaseIterable, RawRepresentable, Sendable where RawValue == UInt16 {
    /// How an entry of this kind reads.
    var template: String { get }
    /// Whether an entry of this kind shows that work gets on. A run without such entries for long is stuck,
    /// so attempts, waits and what repeats by itself are no progress.
    var isProgress: Bool { get }
}

extension EntryVocabulary {
    /// The kind of journal entry.
    @inlinable
    public var kind: EntryKind { EntryKind(rawValue: rawValue) }
}
