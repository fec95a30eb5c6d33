public import Simulation

/// A crash that is to come: a controller dies right after one of its writes and starts again a while later.
public struct CrashPlan: Hashable, Sendable {
    /// Which controller.
    public var controller: ControllerID
    /// After how many of its writes since the fault began, from 1.
    public var afterWrite: Int
    /// How long it stays down.
    public var downtime: SimDuration

    /// Plans a crash.
    public init(controller: ControllerID, afterWrite: Int, downtime: SimDuration) {
        self.controller = controller
        self.afterWrite = afterWrite
        self.downtime = downtime
    }
}
