import Kubernetes
import Simulation

/// What a node has, and what pods take of it.
struct NodeRoom: Sendable {
    /// Its name.
    var name: NameID
    /// Whether it is there and takes pods: it is ready and not cordoned.
    var isOpen = false
    /// Whether it has a taint that pods had better tolerate (PreferNoSchedule).
    var isAvoided = false
    /// What it offers: thousandths of cores, bytes, pods. Nil where it does not say.
    var cpu: Int64?
    var memory: Int64?
    /// Source: kubernetes pkg/kubelet/apis/config/v1beta1/defaults.go (maxPods).
    var podLimit: Int64 = 110
    /// What its pods take.
    var usedCPU: Int64 = 0
    var usedMemory: Int64 = 0
    var scoredCPU: Int64 = 0
    var scoredMemory: Int64 = 0
    var pods: Int64 = 0

    /// What a node that does not say what it offers is scored by: guess, a server of 64 cores and 256 GiB.
    private static let usual: (cpu: Int64, memory: Int64) = (64_000, 256 << 30)

    /// A node without pods.
    init(name: NameID) { self.name = name }

    /// Takes over what a version of the node says.
    mutating func take(_ node: Node?) {
        isOpen = node?.isSchedulable ?? false
        isAvoided = node?.spec.taints.contains { $0.effect == "PreferNoSchedule" } ?? false
        cpu = node?.status.allocatable.thousandths("cpu")
        memory = node?.status.allocatable.thousandths("memory").map { $0 / 1000 }
        podLimit = node?.status.allocatable.thousandths("pods").map { $0 / 1000 } ?? 110
    }

    /// Counts a pod in (1) or out (-1).
    mutating func count(_ needs: PodNeeds, by step: Int64) {
        usedCPU += needs.cpu * step
        usedMemory += needs.memory * step
        scoredCPU += needs.scoredCPU * step
        scoredMemory += needs.scoredMemory * step
        pods += step
    }

    /// Whether there is room for a pod (NodeResourcesFit).
    func fits(_ needs: PodNeeds) -> Bool {
        guard pods < podLimit else { return false }
        if let cpu, needs.cpu > 0, usedCPU + needs.cpu > cpu { return false }
        if let memory, needs.memory > 0, usedMemory + needs.memory > memory { return false }
        return true
    }

    /// The scores LeastAllocated and BalancedAllocation of the node with one more pod, 0 to 100 each.
    /// Source: kubernetes pkg/scheduler/framework/plugins/noderesources (least_allocated.go,
    /// balanced_allocation.go: a hundred times one less the standard deviation of the shares).
    func scores(with needs: PodNeeds) -> (least: Int64, balanced: Int64) {
        func share(_ used: Int64, _ all: Int64) -> Int64 {
            guard used < all else { return 1000 }
            let (product, overflows) = used.multipliedReportingOverflow(by: 1000)
            return overflows ? Int64(Int128(used) * 1000 / Int128(all)) : product / all
        }
        let cpus = share(scoredCPU + needs.scoredCPU, cpu ?? Self.usual.cpu)
        let bytes = share(scoredMemory + needs.scoredMemory, memory ?? Self.usual.memory)
        return ((2000 - cpus - bytes) / 20, (1000 - abs(cpus - bytes) / 2) / 10)
    }
}
