public import Kubernetes

extension Taint {
    /// The taint of dedicated managers. Source: Kubernetes documentation, "Well-Known Labels, Annotations and
    /// Taints" (node-role.kubernetes.io/control-plane).
    public init(controlPlane effect: String) {
        self.init()
        key = "node-role.kubernetes.io/control-plane"
        self.effect = effect
    }
}
