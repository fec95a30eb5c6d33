import Controllers
import Kubernetes
public import Simulation
public import Twin

/// At no moment do two pods of the database receive SQL: neither by the labels that the Service selects, nor
/// by its Endpoints.
public struct PrimaryChecker: RunObserver {
    /// Without memory.
    public init() {}

    public var property: String { "at most one pod receives all SQL" }

    public mutating func begin(_ world: borrowing World) {}

    public var interest: EntryInterest {
        EntryInterest(
            kinds: [DatabaseEntry.primaryMoved.kind, DatabaseEntry.databaseRole.kind],
            subjects: [EndpointsSpec.kind.subjectKind])
    }

    public mutating func take(_ entry: Entry, _ world: borrowing World) -> String? {
        guard let service = world.state.substrate.databaseService(entry.subject.cluster) else { return nil }
        let cluster = entry.subject.cluster
        let namespace = service.object.metadata.namespace
        let selected = world.state.substrate.databasePods(
            DatabaseNames.serverComponent, namespace: namespace, cluster: cluster
        ).filter { service.object.spec.selects($0.metadata.labels) }.map(\.metadata.name)
        if selected.count > 1 { return "the Service selects \(selected.joined(separator: " and "))" }
        let key = ObjectKey(
            kind: EndpointsSpec.kind, namespace: service.key.namespace, name: service.key.name)
        let endpoints = world.state.substrate.stores[Int(cluster)].get(Endpoints.self, key)
        let reached = endpoints?.spec.readyPods ?? []
        return reached.count > 1 ? "clients reach \(reached.joined(separator: " and "))" : nil
    }
}
