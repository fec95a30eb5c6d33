import HardwareSimulated
import Simulation

/// A fault that has begun, with what it took.
struct ActiveFault: Sendable {
    /// The entry by which it began.
    var entry: EntryID
    /// What equipment has of it.
    var hardware: [HardwareFault]
}
