import HardwareInterfaces
import Simulation

/// A move of an instance that is under way: memory is copied while the instance runs, then what it has
/// written meanwhile, and so on, until the rest fits into a short standstill.
struct Migration: Sendable {
    /// The instance, and the places of the hypervisors.
    var instance: UInt32
    var source: Int32
    var destination: Int32
    /// What the instance was before, and is again afterwards: one that is paused stays so (inferred: the
    /// hypervisor moves a guest as it is).
    var status: ServerStatus
    /// When it began, and when it is given up.
    var began: SimTime
    var deadline: SimTime
    /// What is to be copied in the present round.
    var bytes: Int64
    /// How fast the instance writes, in bytes a second.
    var dirtyBytesPerSecond: Int64
    /// How long the present round takes, and how fast it goes.
    var length = SimDuration.zero
    var phase = MigrationPhase.preparing
    /// The entry of its begin.
    var entry: EntryID
}
