public import Simulation

/// The journal words of the database. Range 480-499.
public enum DatabaseEntry: UInt16, EntryVocabulary {
    /// All SQL of a Service goes to another pod; the object is the pod.
    case primaryMoved = 480
    /// A pod of the database has another role; the object is the role.
    case databaseRole
    /// Nobody behind the Service answers SQL; the object is the pod that it leads to, if any.
    case sqlOutageBegan
    /// SQL is answered again; the object is the pod, the value how long it was not, in nanoseconds.
    case sqlOutageEnded
    /// The start scripts of a database go on; the object is how far they are.
    case databaseState
    /// The liveness probe of a pod of the database has failed for the last time: its container ends.
    case livenessFailed

    public var template: String {
        switch self {
        case .primaryMoved: "{subject} sends all SQL to {object.name}"
        case .databaseRole: "{subject} is {object.name}"
        case .sqlOutageBegan: "{subject} answers no SQL; it leads to {object.name}"
        case .databaseState: "{subject} says {object.name}"
        case .sqlOutageEnded: "{subject} answers SQL again, by {object.name}"
        case .livenessFailed: "{subject} fails its liveness probe: its container is started anew"
        }
    }

    public var isProgress: Bool { false }
}
