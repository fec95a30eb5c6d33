/// What Ironic answers.
public enum IronicReply: Hashable, Codable, Sendable {
    /// The node is in this state.
    case state(IronicNodeState)
    /// The node was inspected, and this was found.
    case inspected(HardwareDetails)
    /// The node's power.
    case power(PowerState)
    /// There is no such node any more.
    case deleted
}
