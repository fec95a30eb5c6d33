import Kubernetes
import Simulation

/// What the OpenStack controller's handlers know while they run: a crash loses it, and they begin anew.
public struct OpenStackMemory: ControllerMemory {
    /// Who is out and who waits, where a table of durations stands in for the work on nodes.
    var lines = MaintenanceLines()
    private var passes: [UInt64: NodePass] = [:]

    /// Of a process that has just started.
    public init() {}

    /// The handler that is at work for a key.
    subscript(_ work: WorkKey) -> NodePass? {
        get { passes[Self.place(work)] }
        set { passes[Self.place(work)] = newValue }
    }

    private static func place(_ work: WorkKey) -> UInt64 {
        UInt64(work.cluster) << 48 | UInt64(work.object.kind.rawValue) << 32 | UInt64(work.object.name.number)
    }
}
