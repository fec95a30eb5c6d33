public import Simulation

/// The journal words of API servers and of the machinery that runs controllers. Range 100-149.
public enum KubernetesEntry: UInt16, EntryVocabulary {
    /// The subject was created by the object.
    case created = 100
    /// The subject's spec or metadata were written by the object.
    case updated
    /// The subject's status was written by the object.
    case statusUpdated
    /// The subject's deletion was asked for by the object.
    case deletionRequested
    /// The subject is gone, by the object.
    case deleted
    /// The subject was evicted by the object.
    case evicted
    /// The eviction of the subject was refused by the budget.
    case evictionRefused
    /// The object tried to write the subject, which had changed; the value is the number of failures in a
    /// row.
    case conflicted
    /// The subject was refused by admission; the value is the reason.
    case refused
    /// A controller crashed; the value is the number of writes it had made.
    case controllerCrashed
    /// A controller started again.
    case controllerStarted
    /// A request to an API server without quorum failed.
    case apiUnavailable
    /// A request to an API server failed, though it answers; the value is how.
    case apiFailed
    /// The subject was written by somebody who is no controller of the twin.
    case writtenByOther
    /// A controller started on what its caches held a while ago; the value is how many writes it knows
    /// nothing of.
    case startedOnOldCache
    /// A read of the object's failed that was to decide about the subject; the value is how.
    case readFailed
    /// The containers of the subject failed; the value is how often without ten minutes between.
    case containerFailed

    public var template: String {
        switch self {
        case .created: "{subject} is created by {object.name}"
        case .updated: "{subject} is updated by {object.name}"
        case .statusUpdated: "{subject} has a new status by {object.name}"
        case .deletionRequested: "{subject} is to be deleted by {object.name}"
        case .deleted: "{subject} is deleted by {object.name}"
        case .evicted: "{subject} is evicted by {object.name}"
        case .evictionRefused: "{subject} is not evicted: {object} does not allow it"
        case .conflicted: "{subject} changed before {object.name} could write it"
        case .refused: "{subject} is refused: {text}"
        case .controllerCrashed: "{subject} crashes after {value} writes"
        case .controllerStarted: "{subject} starts"
        case .apiUnavailable: "{subject} can't be written by {object.name}: the API server does not answer"
        case .apiFailed: "{subject} can't be written by {object.name}: {text}"
        case .writtenByOther: "{subject} is written by somebody else"
        case .startedOnOldCache: "{subject} starts on an old cache, {value} writes behind"
        case .readFailed:
            "{subject} is left as it is by {object.name}, which can't read what it needs: {text}"
        case .containerFailed: "{subject} has containers that fail, {value} in a row"
        }
    }

    /// Objects are written by vain attempts too.
    public var isProgress: Bool { false }
}
