/// The part that a container runtime has in a swarm, on which MKE rests.
public struct SwarmMembership: Hashable, Codable, Sendable {
    /// How it stands to its swarm.
    ///
    /// Source: moby/moby api/types/swarm/swarm.go (LocalNodeState).
    public enum State: String, Hashable, Codable, CaseIterable, Sendable {
        /// It is in none.
        case inactive
        /// It joins, or finds no leader.
        case pending
        case active
        /// It cannot take part.
        case error
        /// A manager that was started again and must be given its key first.
        case locked
    }

    /// How it stands to its swarm.
    public var state: State
    /// Whether it is a manager whose swarm answers.
    public var isManager: Bool
    /// How many nodes and managers the swarm has; nil where the engine does not tell, as workers never do.
    public var nodes: Int?
    public var managers: Int?
    /// What stands against it, in the engine's words.
    public var problem: String?

    /// Makes a membership of which the counts are not known.
    public init(state: State, isManager: Bool = false) {
        self.state = state
        self.isManager = isManager
    }
}
