/// What a controller's process keeps in memory: made anew whenever it starts.
public protocol ControllerMemory: Sendable {
    /// The memory of a process that has just started.
    init()
}
