import JSON

/// What a node of Kubernetes is and how it is; what it does not tell is nil.
struct KubernetesNodeFacts: Codable {
    var name: String
    /// Whether its kubelet says that it is well: `True`, `False` or `Unknown`.
    var ready: String?
    /// Whether pods are kept from it.
    var isCordoned: Bool
    /// The version of its kubelet.
    var kubelet: String?
    /// Its container runtime with the version.
    var runtime: String?

    /// Reads a node as the API writes it.
    init(_ node: JSONValue) {
        name = node["metadata"]?["name"]?.string ?? ""
        isCordoned = node["spec"]?["unschedulable"] == .bool(true)
        let status = node["status"]
        kubelet = status?["nodeInfo"]?["kubeletVersion"]?.string
        runtime = status?["nodeInfo"]?["containerRuntimeVersion"]?.string
        guard case .array(let conditions)? = status?["conditions"] else { return }
        ready = conditions.first { $0["type"]?.string == "Ready" }?["status"]?.string
    }
}
