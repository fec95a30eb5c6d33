import Kubernetes
import Simulation

/// What the scheduler keeps in memory: views of its caches, and the order of its queue.
public struct SchedulerMemory: ControllerMemory {
    /// The clusters, by number.
    private(set) var views: [SchedulerView] = []
    /// The pods that are to be tried, by how important they are; the priorities in descending order.
    private var queued: [WorkKey: Int64] = [:]
    private var counts: [(priority: Int64, count: Int)] = []
    /// Pods that stand back for more important ones, in the order in which they came.
    private var parked: [(priority: Int64, key: WorkKey)] = []

    /// Nothing.
    public init() {}

    /// The view of a cluster.
    mutating func view<T>(_ cluster: UInt8, _ body: (inout SchedulerView) -> T) -> T {
        while views.count <= Int(cluster) { views.append(SchedulerView()) }
        return body(&views[Int(cluster)])
    }

    /// A pod is to be tried.
    mutating func add(_ key: WorkKey, priority: Int64) {
        remove(key)
        queued[key] = priority
        if let index = counts.firstIndex(where: { $0.priority <= priority }) {
            if counts[index].priority == priority {
                counts[index].count += 1
            } else {
                counts.insert((priority, 1), at: index)
            }
        } else {
            counts.append((priority, 1))
        }
    }

    /// A pod has been tried, or is gone.
    mutating func remove(_ key: WorkKey) {
        guard !queued.isEmpty, let priority = queued.removeValue(forKey: key),
            let index = counts.firstIndex(where: { $0.priority == priority })
        else { return }
        counts[index].count -= 1
        if counts[index].count == 0 { counts.remove(at: index) }
    }

    /// Whether a pod has to stand back: one that is more important has not been tried. It is parked then.
    mutating func parks(_ key: WorkKey) -> Bool {
        guard let priority = queued[key], let first = counts.first, first.priority > priority else {
            return false
        }
        if !parked.contains(where: { $0.key == key }) { parked.append((priority, key)) }
        return true
    }

    /// The parked pods that need not stand back any more.
    mutating func released() -> WorkKeys {
        guard !parked.isEmpty else { return [] }
        let least = counts.first?.priority ?? .min
        let free = parked.filter { $0.priority >= least }.map(\.key)
        if !free.isEmpty { parked.removeAll { $0.priority >= least } }
        return WorkKeys(free)
    }
}
