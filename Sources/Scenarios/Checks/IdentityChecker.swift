import Controllers
import Kubernetes
public import Simulation
public import Twin

/// No pod is created while another one of its name is there: an identity of a StatefulSet never has two pods.
public struct IdentityChecker: RunObserver {
    private var alive: [Subject: Int] = [:]

    /// Knows of no pod yet.
    public init() {}

    public var property: String { "no identity has two pods" }

    public mutating func begin(_ world: borrowing World) {
        for cluster in world.state.substrate.stores.indices {
            world.state.substrate.stores[cluster].forEach(PodSpec.kind) { pod in
                alive[pod.key.subject(cluster: UInt8(cluster)), default: 0] += 1
                return true
            }
        }
    }

    public var interest: EntryInterest {
        EntryInterest(kinds: [KubernetesEntry.created.kind, KubernetesEntry.deleted.kind])
    }

    public mutating func take(_ entry: Entry, _ world: borrowing World) -> String? {
        guard entry.subject.kind == PodSpec.kind.subjectKind else { return nil }
        switch entry.kind {
        case KubernetesEntry.created.kind:
            let count = alive[entry.subject, default: 0] + 1
            alive[entry.subject] = count
            // Entries name no namespace: pods of one name may be in several.
            guard count > 1, count > Self.stored(entry.subject, world) else { return nil }
            return "\(world.state.substrate.kernel.names[entry.subject.name]) is created \(count) times"
        case KubernetesEntry.deleted.kind:
            guard let count = alive[entry.subject] else { return nil }
            alive[entry.subject] = count > 1 ? count - 1 : nil
            return nil
        default: return nil
        }
    }

    /// How many pods of a name the API server has.
    private static func stored(_ subject: Subject, _ world: borrowing World) -> Int {
        var count = 0
        world.state.substrate.stores[Int(subject.cluster)].forEach(PodSpec.kind) { pod in
            if pod.key.name == subject.name { count += 1 }
            return true
        }
        return count
    }
}
