import Kubernetes

/// What kubelets keep in memory: how the containers of pods have ended, and how pulls of their images have
/// failed. Pods with which all is well are not in it.
public struct KubeletMemory: ControllerMemory {
    /// The ends of containers, by pod.
    var restarts: [UID: RestartBackoff] = [:]
    /// The failures of pulls, by pod.
    var pulls: [UID: ImagePullFailure] = [:]

    /// Nothing.
    public init() {}

    /// Forgets a pod that is gone.
    mutating func forget(_ pod: UID) {
        if !restarts.isEmpty { restarts[pod] = nil }
        if !pulls.isEmpty { pulls[pod] = nil }
    }
}
