/// The codes of events that the world itself waits for. Range 200-299.
enum WorldEvent: UInt16 {
    /// A poll of a host's power is due; target the host.
    case look = 200
    /// The operator looks again for a plan to commence; target the number of the request.
    case commence
}
