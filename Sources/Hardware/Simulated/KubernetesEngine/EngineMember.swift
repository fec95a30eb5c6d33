public import HardwareInterfaces

/// A node of a simulated Kubernetes engine.
public struct EngineMember: Sendable {
    /// The index of its host in the plant.
    public let host: UInt32
    /// Whether it takes part in the quorums.
    public let isManager: Bool
    /// The version of its components.
    public var version: String
    /// Whether Swarm schedules tasks there.
    public var availability = EngineAvailability.active
    /// False while its components restart in the course of an upgrade.
    var isServing = true

    /// A serving member.
    public init(host: UInt32, isManager: Bool, version: String) {
        self.host = host
        self.isManager = isManager
        self.version = version
    }
}
