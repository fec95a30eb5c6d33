/// A node of a Kubernetes engine, as its Swarm reports it.
public struct EngineNode: Hashable, Codable, Sendable {
    /// What the managers know of it.
    ///
    /// Source: moby/moby api/types/swarm/node.go (NodeState).
    public enum State: String, Hashable, Codable, CaseIterable, Sendable {
        case unknown, down, ready, disconnected
    }

    /// Its host's name.
    public var name: String
    /// Whether it takes part in the quorum.
    public var isManager: Bool
    /// Whether Swarm schedules tasks there.
    public var availability: EngineAvailability
    /// What the managers know of it.
    public var state: State
    /// Of a manager, whether the others reach it.
    public var isReachable: Bool?
    /// Of a manager, whether it leads; nil where that is not told.
    public var isLeader: Bool?
    /// The version of its container runtime.
    public var runtimeVersion: String?
    /// Its address in the swarm.
    public var address: String?
    /// What the managers say about its state.
    public var message: String?

    /// Makes a node of which no more is known.
    public init(name: String, isManager: Bool, availability: EngineAvailability, state: State) {
        self.name = name
        self.isManager = isManager
        self.availability = availability
        self.state = state
    }
}

extension EngineHealth {
    /// How the managers among some nodes are.
    public init(_ nodes: [EngineNode]) {
        let managers = nodes.filter(\.isManager)
        self.init(managers: managers.count, reachable: managers.count { $0.isReachable == true })
    }
}
