public import Simulation

/// A command for a BMC that no simulator stands for: it leaves the world, and its answer comes back through
/// the inbox, late, twice or never.
public struct Departure: Hashable, Sendable {
    /// Tells the answer apart, from 1.
    public var number: UInt32
    /// Whom it is for.
    public var bmc: EquipmentID
    /// What is asked.
    public var command: BMCCommand
    /// How long the answer is waited for.
    public var timeout: SimDuration

    /// Makes a departure.
    public init(number: UInt32, bmc: EquipmentID, command: BMCCommand, timeout: SimDuration) {
        self.number = number
        self.bmc = bmc
        self.command = command
        self.timeout = timeout
    }
}
