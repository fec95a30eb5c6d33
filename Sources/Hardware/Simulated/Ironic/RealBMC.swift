import HardwareInterfaces

/// What is known of a BMC that no simulator stands for.
struct RealBMC: Sendable {
    /// The power that it told last; nil after an answer that was none.
    var told: PowerState?
    /// The departure whose answer the present step waits for; nil while none is open.
    var open: UInt32?
    /// The departure of a look at the power that nobody asked for; nil while none is open.
    var look: UInt32?
    /// What the last inspection found.
    var found: HardwareDetails?
}
