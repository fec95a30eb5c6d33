/// How a run ended.
public enum RunOutcome: String, Sendable {
    /// The cluster has reached the release.
    case completed
    /// Nothing got on for a long time, and the cluster has not reached the release.
    case stuck
    /// The time limit came first.
    case timedOut
    /// Too many events at one instant.
    case livelocked
}
