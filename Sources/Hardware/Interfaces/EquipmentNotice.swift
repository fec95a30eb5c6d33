public import Simulation

/// What is told of equipment to those who did not ask, such as controllers. Hosts are meant by index.
public enum EquipmentNotice: Sendable {
    /// A host's operating system runs, or no longer does.
    case host(UInt32, isRunning: Bool)
    /// A host's kubelet reaches its API server, or no longer does.
    case network(UInt32, isConnected: Bool)
    /// A host reaches the management cluster's API server, or no longer does.
    case management(UInt32, isReached: Bool)
    /// A host's clock is so much ahead; negative behind.
    case clock(UInt32, offset: SimDuration)
    /// Containers run on a host, or no longer do.
    case containers(UInt32, areRunning: Bool)
    /// A host's kubelet runs, or no longer does, though its containers do.
    case kubelet(UInt32, isRunning: Bool)
    /// A host's LCM agent runs, or no longer does, though its operating system does.
    case agent(UInt32, isRunning: Bool)
    /// A host's disk holds a system that serves as a node of a cluster, or none any more.
    case assigned(UInt32, SystemImage?)
    /// A host's node has joined its cluster's engine, or left it.
    case member(UInt32, isMember: Bool)
    /// Something happened to a member of a database, by its equipment; whether its process runs, and whether
    /// its readiness and its liveness probe would pass.
    case database(UInt32, isRunning: Bool, isReady: Bool, isAlive: Bool)
    /// Something happened to a message broker, by its equipment; whether its process runs, and whether it
    /// answers.
    case broker(UInt32, isRunning: Bool, isAnswering: Bool)
}
