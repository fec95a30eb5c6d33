import Kubernetes
import Simulation

/// What the OpenStack controller's handlers know while they run: a crash loses it, and they begin anew.
public struct OpenStackMemory: ControllerMemory {
    /// Who is out and who waits, where a table of durations stands in for the work on nodes.
    var lines = MaintenanceLines()
    private var passes = ContiguousArray<NodePass?>()
    private var places = PlaceMap()

    /// Of a process that has just started.
    public init() {}

    /// Takes out the handler that is at work for a key, so that nothing else holds what it changes.
    mutating func take(_ work: WorkKey) -> NodePass? {
        places.find(Self.number(work)).flatMap { passes[Int($0)].take() }
    }

    /// Puts it back.
    mutating func keep(_ pass: NodePass?, of work: WorkKey) {
        guard let pass else { return }
        if let place = places.find(Self.number(work)) {
            passes[Int(place)] = pass
        } else {
            places.insert(UInt32(passes.count), under: Self.number(work))
            passes.append(pass)
        }
    }

    private static func number(_ work: WorkKey) -> UInt64 {
        UInt64(work.cluster) << 48 | UInt64(work.object.kind.rawValue) << 32 | UInt64(work.object.name.number)
    }
}
