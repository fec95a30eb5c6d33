/// The memory of a controller that keeps nothing.
public struct NoMemory: ControllerMemory {
    /// Nothing.
    public init() {}
}
