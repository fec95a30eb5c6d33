import Kubernetes
import Simulation

/// Probes of containers: when they look, and what the pod's status says of it.
extension KubeletController {
    /// When a pod is probed.
    static func probes(
        of pod: Pod, _ probe: String, every period: SimDuration, _ kernel: Kernel
    ) -> Beats {
        let stream = kernel.random.derive(probe).derive(pod.metadata.name)
        let moment = stream.below(UInt64(period.nanoseconds), 0)
        return Beats(anchor: SimTime(nanoseconds: Int64(moment)), period: period)
    }

    /// Writes whether a pod is ready once the moment has come at which its probe has seen it; answers in how
    /// long that will be, nil once it is written.
    func setReady(
        _ isReady: Bool, _ pod: Pod, at due: SimTime, _ work: WorkKey, _ substrate: inout Substrate
    ) -> SimDuration? {
        let now = substrate.kernel.now
        guard due <= now else { return due - now }
        var pod = pod
        pod.status.isReady = isReady
        let word = isReady ? LCMEntry.podReady : .podNotReady
        substrate.updateStatus(pod, cluster: work.cluster, note: Write.Note(word.kind))
        return nil
    }
}
