/// The codes of events that the world itself waits for. Range 200-299.
enum WorldEvent: UInt16 {
    /// The operator looks again for a plan to commence; target the number of the request.
    case commence = 200
    /// A request of the operator's reaches its API server, or is made again; target its number.
    case operate
    /// The condition of an alert has lasted for its time.
    case alert
}
