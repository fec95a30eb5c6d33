import Kubernetes
import Simulation

/// The readiness of pods that hold a member of a database: what its probe sees, not how long a start takes.
///
/// Source: Mirantis/rockoon rockoon/templates/services/database.yaml (readiness after 30 s, every 5 s), three
/// failures by Kubernetes' default.
extension KubeletController {
    static let probePeriod = SimDuration.seconds(5)
    static let probeDelay = SimDuration.seconds(30)
    static let probeFailures: Int64 = 3

    /// Looks at a pod of a database that is to run.
    func database(
        _ pod: Pod, _ member: DatabaseMember, _ node: Estate.Node, _ work: WorkKey,
        _ substrate: inout Substrate
    ) -> ReconcileResult {
        guard let started = substrate.containerStart(of: pod, node) else {
            return pod.status.isReady
                ? restarted(pod, work, &substrate) : startContainer(pod, work, &substrate)
        }
        guard member.isReady != pod.status.isReady else { return .settled }
        let beats = Self.probes(of: pod, substrate.kernel)
        let due: SimTime
        if member.isReady {
            due = beats.next(from: max(member.since, started + Self.probeDelay))
        } else if member.isRunning {
            due = beats.next(from: member.since) + Self.probePeriod * (Self.probeFailures - 1)
        } else {
            // A container that has ended is not ready, whatever its probe saw last.
            due = member.since
        }
        let now = substrate.kernel.now
        guard due <= now else { return .after(due - now) }
        var pod = pod
        pod.status.isReady = member.isReady
        let word = member.isReady ? LCMEntry.podReady : .podNotReady
        substrate.updateStatus(pod, cluster: work.cluster, note: Write.Note(word.kind))
        return .settled
    }

    /// When a pod is probed.
    private static func probes(of pod: Pod, _ kernel: Kernel) -> Beats {
        let stream = kernel.random.derive("mariadb.readiness").derive(pod.metadata.name)
        let moment = stream.below(UInt64(probePeriod.nanoseconds), 0)
        return Beats(anchor: SimTime(nanoseconds: Int64(moment)), period: probePeriod)
    }

    /// Starts the container: it runs its script, and is not ready yet.
    private func startContainer(
        _ pod: Pod, _ work: WorkKey, _ substrate: inout Substrate
    ) -> ReconcileResult {
        var pod = pod
        var remaining = SimDuration.zero
        let length = substrate.kernel.duration(
            "mariadb.container", node: pod.spec.nodeName, occurrence: Kernel.occurrence(pod.metadata.name))
        let isOver = substrate.activity("start", takes: length, remaining: &remaining)
        guard isOver else { return .after(remaining) }
        pod.status.phase = .running
        pod.status.startTime = substrate.timestamp
        substrate.updateStatus(pod, cluster: work.cluster)
        return .settled
    }
}

extension Substrate {
    /// When the container of a pod started; nil when it has not yet, or not since the containers of its node
    /// came up.
    func containerStart(of pod: Pod, _ node: Estate.Node) -> SimTime? {
        guard pod.status.phase == .running else { return nil }
        guard let start = pod.status.startTime else {
            return node.containersSince == Estate.longAgo ? Estate.longAgo : nil
        }
        guard start >= timestamp(node.containersSince) else { return nil }
        return SimTime(
            nanoseconds: (start.unixSeconds - kernel.calendar.epochUnixSeconds) * 1_000_000_000)
    }
}
