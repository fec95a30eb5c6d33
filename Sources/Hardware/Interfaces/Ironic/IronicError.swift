/// Why Ironic did not do what it was asked.
public enum IronicError: Error, Hashable, Codable, Sendable {
    /// Its API does not answer.
    case unavailable
    /// Another operation holds the node's lock (409): ask again.
    case locked
    /// The node is not enrolled.
    case unknownNode
    /// The node's state does not allow it.
    case wrongState(IronicNodeState)
    /// The BMC did not do its part.
    case bmc(BMCError)
    /// The power did not change in time.
    case powerStuck
    /// The agent ramdisk did not call back in time.
    case noCallback(IronicNodeState)

    /// The agent could not write to the root disk.
    case diskFailed

    /// Another command ended it.
    case aborted

    /// It needs the agent ramdisk, which does not run where only the BMC is at hand.
    case noAgent

    /// In a few words.
    public var summary: String {
        switch self {
        case .unavailable: "Ironic does not answer"
        case .locked: "the node is locked by another operation"
        case .unknownNode: "Ironic does not know the node"
        case .wrongState(let state): "the node is \(state.rawValue)"
        case .bmc(let error): error.summary
        case .powerStuck: "the power did not change in time"
        case .diskFailed: "the root disk does not answer"
        case .aborted: "it was ended by another command"
        case .noAgent: "cleaning needs the agent ramdisk, and only the BMC is at hand"
        case .noCallback(let state): "time-out in \(state.rawValue): the ramdisk did not call back"
        }
    }
}
