/// What a member of a Galera cluster answers.
public enum GaleraReply: Hashable, Codable, Sendable {
    /// It is done.
    case done
    /// Its grastate.
    case state(GaleraSavedState)
    /// What a monitor reads.
    case status(GaleraMemberStatus)
}
