import HardwareInterfaces
import Simulation

/// A command that has left the world and was not answered yet.
struct OpenDeparture: Sendable {
    /// What its answer is for.
    enum Purpose: Sendable {
        /// The present step of what Ironic does with the host.
        case step
        /// A look at the power that nobody asked for.
        case look
        /// Who asked the BMC itself.
        case operation(OperationID)
    }

    /// The host whose BMC was asked.
    var host: UInt32
    /// What its answer is for.
    var purpose: Purpose
    /// The entry of the question.
    var cause: EntryID
}
