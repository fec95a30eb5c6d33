import HardwareInterfaces

/// What a Kubernetes engine told, and what stood against the rest.
struct EngineProbe: ProbeResult {
    /// What the API of its Kubernetes told.
    struct Kubernetes: Codable {
        var context: String
        var address: String
        var version: String
        var nodes: [KubernetesNodeFacts]
    }

    var address: String?
    var version: String?
    var health: EngineHealth?
    var nodes: [EngineNode] = []
    var kubernetes: Kubernetes?
    var failures: [String] = []

    var isTold: Bool { health != nil || version != nil || !nodes.isEmpty || kubernetes != nil }

    var text: String { EngineReport.text(self) }
}
