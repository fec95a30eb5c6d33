/// The codes of events that the world itself waits for. Range 200-299.
enum WorldEvent: UInt16 {
    /// The operator looks again for a plan to commence; target the number of the request.
    case commence = 200
}
