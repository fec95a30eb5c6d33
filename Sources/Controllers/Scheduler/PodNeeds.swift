import Kubernetes

/// What a pod takes of its node.
struct PodNeeds: Equatable, Sendable {
    /// Thousandths of cores.
    var cpu: Int64 = 0
    /// Bytes.
    var memory: Int64 = 0
    /// The same for the score: containers that ask for nothing count as 100 thousandths and 200 MB.
    /// Source: kubernetes pkg/scheduler/util/pod_resources.go (DefaultMilliCPURequest, DefaultMemoryRequest).
    var scoredCPU: Int64 = 0
    var scoredMemory: Int64 = 0
    /// The ports of the node.
    var ports: [Int64] = []

    /// What the containers of a pod ask for.
    init(_ spec: PodSpec) {
        for container in spec.containers {
            let cpu = container.resources.requests.thousandths("cpu")
            let memory = container.resources.requests.thousandths("memory").map { $0 / 1000 }
            self.cpu += cpu ?? 0
            self.memory += memory ?? 0
            scoredCPU += cpu ?? 100
            scoredMemory += memory ?? 200 << 20
            for port in container.ports {
                let own = spec.hostNetwork ? port.containerPort : port.hostPort
                if own > 0 { ports.append(own) }
            }
        }
        if spec.containers.isEmpty { (scoredCPU, scoredMemory) = (100, 200 << 20) }
    }
}
