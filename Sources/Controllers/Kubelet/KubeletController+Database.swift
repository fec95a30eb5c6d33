import HardwareInterfaces
import Kubernetes
import Simulation

/// The probes of pods that hold a member of a database: what they see, not how long a start takes.
///
/// Source: Mirantis/rockoon rockoon/templates/services/database.yaml (readiness every 5 s) and
/// charts/infra/mariadb/values.yaml (liveness every 180 s, both after 30 s), three failures by Kubernetes'
/// default. When a worker probes depends on when it began (kubernetes pkg/kubelet/prober/worker.go).
extension KubeletController {
    static let readinessPeriod = SimDuration.seconds(5)
    static let livenessPeriod = SimDuration.seconds(180)
    static let probeDelay = SimDuration.seconds(30)
    static let probeFailures: Int64 = 3

    /// Looks at a pod of a database that is to run.
    func database(
        _ box: Stored<PodSpec>, _ member: DatabaseMember, _ node: Estate.Node, _ work: WorkKey,
        _ memory: inout KubeletMemory, _ substrate: inout Substrate
    ) -> ReconcileResult {
        let pod = box.object
        guard let started = substrate.containerStart(of: pod, node) else {
            return pod.status.isReady
                ? restarted(pod, work, &substrate)
                : startContainer(box, "mariadb.container", work, &memory, &substrate)
        }
        let dues = [
            probeLiveness(pod, member, since: started, work, &substrate),
            probeReadiness(pod, member, since: started, work, &substrate),
        ]
        return dues.compactMap { $0 }.min().map { .after($0) } ?? .settled
    }

    /// What a kubelet that does not reach its API server goes on doing: it can't write what it sees.
    func databaseApart(
        _ pod: Pod, _ member: DatabaseMember, _ node: Estate.Node, _ work: WorkKey,
        _ substrate: inout Substrate
    ) -> ReconcileResult {
        guard node.areContainersRunning, node.isKubeletRunning,
            let started = substrate.containerStart(of: pod, node)
        else { return .settled }
        return probeLiveness(pod, member, since: started, work, &substrate).map { .after($0) } ?? .settled
    }

    /// Writes whether a pod is ready once its probe has seen it; answers in how long that will be, if ever.
    private func probeReadiness(
        _ pod: Pod, _ member: DatabaseMember, since started: SimTime, _ work: WorkKey,
        _ substrate: inout Substrate
    ) -> SimDuration? {
        guard member.isReady != pod.status.isReady else { return nil }
        let beats = Self.probes(of: pod, "mariadb.readiness", every: Self.readinessPeriod, substrate.kernel)
        let due: SimTime
        if member.isReady {
            due = beats.next(from: max(member.since, started + Self.probeDelay))
        } else if member.isRunning {
            due = beats.next(from: member.since) + Self.readinessPeriod * (Self.probeFailures - 1)
        } else {
            // A container that has ended is not ready, whatever its probe saw last.
            due = member.since
        }
        return setReady(member.isReady, pod, at: due, work, &substrate)
    }

    /// Ends a container whose liveness probe has failed for the last time: its process leaves in order or,
    /// when it can't, is killed after the grace period. Answers in how long it will be due, if ever.
    private func probeLiveness(
        _ pod: Pod, _ member: DatabaseMember, since started: SimTime, _ work: WorkKey,
        _ substrate: inout Substrate
    ) -> SimDuration? {
        guard !member.isAlive else { return nil }
        let beats = Self.probes(of: pod, "mariadb.liveness", every: Self.livenessPeriod, substrate.kernel)
        let due =
            beats.next(from: max(member.aliveSince, max(started, member.restarts.begunAt) + Self.probeDelay))
            + Self.livenessPeriod * (Self.probeFailures - 1)
        let now = substrate.kernel.now
        guard due <= now else { return due - now }
        if substrate.condemn(member.equipment, for: due) {
            let subject = work.object.subject(cluster: work.cluster)
            substrate.kernel.recordAsCause(DatabaseEntry.livenessFailed.kind, subject)
        }
        guard member.isRunning else {
            substrate.endScript(of: member.equipment)
            substrate.enqueue(.mariaDBStart, work, cause: substrate.kernel.journal.cause)
            return .zero
        }
        let killedAt = due + .seconds(pod.spec.terminationGracePeriodSeconds)
        let isOver = now >= killedAt
        _ = substrate.perform(
            .galera(isOver ? .kill : .stop),
            on: EquipmentID(kind: .galeraMember, index: Int(member.equipment)),
            summary: isOver ? "end its container" : "stop its container", timeout: .minutes(1))
        return isOver ? nil : killedAt - now
    }

    /// Starts the container, which takes as long as `timing` says: it runs, and is not ready yet.
    func startContainer(
        _ box: Stored<PodSpec>, _ timing: String, _ work: WorkKey, _ memory: inout KubeletMemory,
        _ substrate: inout Substrate
    ) -> ReconcileResult {
        if !substrate.hasBegun("start"), let wait = pull(box, work, &memory, &substrate) { return wait }
        var pod = box.object
        let length = substrate.kernel.duration(
            timing, node: pod.spec.nodeName, occurrence: Kernel.occurrence(pod.metadata.name))
        if let rest = substrate.activity("start", takes: length) { return .after(rest) }
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
