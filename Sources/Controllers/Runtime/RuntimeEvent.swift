/// The codes of events that controllers wait for. Range 10-99.
public enum RuntimeEvent: UInt16, CaseIterable, Sendable {
    /// One cache may see its next change while faults have watches lag; target the controller, operand the
    /// cache.
    case deliver = 10
    /// A reconcile is due; target controller and item, detail the epoch.
    case reconcile
    /// A timer is due; as above.
    case timer
    /// The next write of a list arrives; as above.
    case write
    /// A command's time is over; as above, operand the operation.
    case timeout
    /// A crashed controller starts again; target the controller.
    case restart
    /// A beat of a rhythm is due; target the owner, detail the rhythm, operand the owner's epoch. The
    /// world handles it.
    case beat
    /// A controller is to start again on an old cache; operand the number of the fault.
    case oldCache
    /// Caches may see what was written a lag ago.
    case show
}
