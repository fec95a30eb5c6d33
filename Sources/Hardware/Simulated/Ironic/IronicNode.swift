public import HardwareInterfaces

/// A node of the simulated Ironic: its provision state and what is being done with it.
public struct IronicNode: Sendable {
    /// The provision state; nil before the node is enrolled.
    public internal(set) var state: IronicNodeState?
    /// What was written to its disk last.
    var image: SystemImage?
    /// What is under way.
    var task: IronicTask?
    /// Counts steps, so that what was due in an earlier one is told apart.
    var epoch: UInt16 = 0
    /// Counts requests to its BMC.
    var contacts: UInt64 = 0
    /// Its BMC outside; nil for one that is simulated.
    var real: RealBMC?

    /// A node as it was left before the run; nil for one that is not enrolled.
    init(state: IronicNodeState?) { self.state = state }
}
