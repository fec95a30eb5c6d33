import HardwareInterfaces

/// What the comparison looks at of a member's answer.
public struct GaleraAnswer: Hashable, Sendable {
    /// `wsrep_cluster_status`, `wsrep_local_state_comment` and `wsrep_cluster_size`; nil when the member does
    /// not answer.
    public var said: Said?

    /// What an answer says.
    public struct Said: Hashable, Sendable {
        /// `wsrep_cluster_status`.
        public var clusterStatus: String
        /// `wsrep_local_state_comment`.
        public var localState: String
        /// `wsrep_cluster_size`.
        public var clusterSize: Int64
    }

    /// No answer.
    static let none = GaleraAnswer(said: nil)

    /// What a recording says.
    init(said: Said?) { self.said = said }

    /// What a simulated member says.
    init(_ status: GaleraMemberStatus?) {
        said = status.map {
            Said(
                clusterStatus: $0.clusterStatus.rawValue, localState: $0.localState.rawValue,
                clusterSize: Int64($0.clusterSize))
        }
    }

    /// In a few words.
    public var text: String {
        guard let said else { return "no answer" }
        return "\(said.clusterStatus) \(said.clusterSize) \(said.localState)"
    }
}
