/// One thing that happened: when, what, to whom, and because of which earlier entry.
public struct Entry: Hashable, Sendable {
    /// When.
    public var time: SimTime
    /// To whom.
    public var subject: Subject
    /// What else took part: the new phase, the holder of a wait, the writer; may be `.none`.
    public var object: Subject
    /// A number whose meaning depends on `kind`.
    public var value: Int64
    /// The entry that caused this one.
    public var cause: EntryID
    /// What.
    public var kind: EntryKind

    /// Makes an entry.
    @inlinable
    public init(
        time: SimTime, kind: EntryKind, subject: Subject, object: Subject = .none, value: Int64 = 0,
        cause: EntryID
    ) {
        self.time = time
        self.kind = kind
        self.subject = subject
        self.object = object
        self.value = value
        self.cause = cause
    }
}
