import Kubernetes

/// The health of every component, kept up to date: a look at workloads of which few have changed since the
/// last one takes in those few.
struct OpenStackHealthView: Sendable {
    /// A workload as it was last looked at, and where it is in the health; nil of one that does not count.
    private struct Row: Sendable {
        var workload: StoredObject
        var place: (application: Int, component: Int)?
    }

    /// By application and component.
    private var health = OrderedMap<OrderedMap<OpenStackComponentHealth>>()
    private var rows: [Row] = []
    /// Whether no two workloads go by the same names: of those that do, the last counts.
    private var isEachNamedOnce = true

    /// The health by application and component of workloads, in the order in which it has them.
    mutating func health(of workloads: [StoredObject]) -> OrderedMap<OrderedMap<OpenStackComponentHealth>> {
        look(at: workloads)
        return health
    }

    private mutating func look(at workloads: [StoredObject]) {
        guard isEachNamedOnce, workloads.count == rows.count else { return lookAnew(at: workloads) }
        for (index, workload) in workloads.enumerated() where workload !== rows[index].workload {
            let before = rows[index].workload
            guard before.key == workload.key, before.hasLabels(of: workload) else {
                return lookAnew(at: workloads)
            }
            rows[index].workload = workload
            guard let place = rows[index].place, let now = OpenStackComponentHealth(of: workload) else {
                continue
            }
            health.change(at: place.application) { $0.change(at: place.component) { $0 = now } }
        }
    }

    private mutating func lookAnew(at workloads: [StoredObject]) {
        health = OrderedMap()
        for workload in workloads { health.take(workload) }
        rows = workloads.map { workload in
            guard
                let (application, component) = OpenStackComponent.name(
                    workload.metadata, kind: workload.key.kind),
                let place = health.index(application),
                let part = health.values[place].index(component)
            else { return Row(workload: workload, place: nil) }
            return Row(workload: workload, place: (place, part))
        }
        isEachNamedOnce = rows.count { $0.place != nil } == health.values.reduce(0) { $0 + $1.count }
    }
}

extension OpenStackComponentHealth {
    /// The health of a workload; nil of an object of another kind.
    init?(of workload: StoredObject) {
        guard let isReady = OpenStackComponent.isReady(workload) else { return nil }
        self.init()
        status = isReady ? .ready : .unhealthy
        generation = OpenStackComponent.observedGeneration(workload)
    }
}
