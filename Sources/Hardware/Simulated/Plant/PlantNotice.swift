public import HardwareInterfaces
public import Simulation

/// Something about equipment that the rest of the world must know.
public enum PlantNotice: Sendable {
    /// A host's operating system runs, or no longer does.
    case host(UInt32, isRunning: Bool)
    /// A host reaches its own API server, or no longer does.
    case network(UInt32, isConnected: Bool)
    /// A host reaches the management cluster's API server, or no longer does.
    case management(UInt32, isReached: Bool)
    /// The etcd of a cluster takes so many times longer for a write.
    case storeSlowness(cluster: UInt8, Int64)
    /// The clock of a host is so much ahead; negative behind.
    case clock(UInt32, offset: SimDuration)
    /// Containers run on a host, or no longer do.
    case containers(UInt32, areRunning: Bool)
    /// A host's kubelet runs, or no longer does, though its containers do.
    case kubelet(UInt32, isRunning: Bool)
    /// A host's LCM agent runs, or no longer does, though its operating system does.
    case agent(UInt32, isRunning: Bool)
    /// A cluster's managers have a majority, or no longer do.
    case quorum(cluster: UInt8, Bool)
    /// What a host's BMC tells of its power is other than before.
    case power(UInt32)
    /// A host's disk holds a system that serves as a node of a cluster, or none any more.
    case assigned(UInt32, SystemImage?)
    /// A host's node has joined its cluster's engine, or left it.
    case member(UInt32, isMember: Bool)
    /// A command was answered.
    case answer(OperationID, Result<EquipmentReply, EquipmentError>)
}
