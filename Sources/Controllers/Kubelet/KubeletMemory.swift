import Kubernetes

/// What kubelets keep in memory: how the containers of pods have ended. Pods none of whose containers has
/// ended are not in it.
public struct KubeletMemory: ControllerMemory {
    /// By pod.
    var restarts: [UID: RestartBackoff] = [:]

    /// Nothing.
    public init() {}
}
