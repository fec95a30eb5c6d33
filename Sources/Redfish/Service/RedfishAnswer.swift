/// What becomes of a request.
public enum RedfishAnswer: Sendable {
    /// It has a response.
    case response(RedfishResponse)
    /// It has a response without an end: after it, the events of the stream of this number are to be
    /// written, once `attach` has said how.
    case events(RedfishResponse, stream: String)
    /// There is none: the connection is to be closed.
    case silence
}
