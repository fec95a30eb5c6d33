import Kubernetes
import Simulation

extension WorkloadController {
    /// How long after a failure the next pod comes: 10 s, doubling, at most 6 min.
    /// Source: Kubernetes documentation, "Jobs" (Pod backoff failure policy).
    static func jobBackoff(failures: Int64) -> SimDuration {
        min(.seconds(10 << min(max(failures - 1, 0), 10)), .minutes(6))
    }

    /// Pods until enough have succeeded, or too many have failed.
    ///
    /// Source: kubernetes pkg/controller/job/job_controller.go, Kubernetes documentation, "Jobs".
    func job(_ work: WorkKey, _ substrate: inout Substrate) -> ReconcileResult {
        guard let job = substrate.get(Job.self, work), !job.metadata.isDeleting else { return .settled }
        if job.status.isOver { return expire(job, work, &substrate) }
        let pods = substrate.list(Pod.self, by: IndexKey(owner: job.metadata.uid), cluster: work.cluster)
        let active = pods.filter { !$0.isFinished && !$0.metadata.isDeleting }
        var status = job.status
        status.active = Int64(active.count)
        // Pods that are gone have counted when they ended.
        status.succeeded = max(status.succeeded, Int64(pods.count { $0.status.phase == .succeeded }))
        status.failed = max(status.failed, Int64(pods.count { $0.status.phase == .failed }))
        let now = substrate.timestamp
        if !job.spec.suspend { status.startTime = status.startTime ?? now }
        var result = ReconcileResult.settled
        if status.succeeded >= job.spec.completions {
            status.completionTime = now
            end(&status, "Complete", "CompletionsReached", active, work, &substrate)
        } else if status.failed > job.spec.backoffLimit {
            end(&status, "Failed", "BackoffLimitExceeded", active, work, &substrate)
        } else if let left = job.timeLeft(since: status.startTime, now), left <= 0 {
            end(&status, "Failed", "DeadlineExceeded", active, work, &substrate)
        } else if job.spec.suspend {
            for pod in active { substrate.stop(pod, cluster: work.cluster) }
        } else {
            result = make(job, status, work, &substrate)
        }
        if status != job.status {
            var job = job
            job.status = status
            substrate.updateStatus(job, cluster: work.cluster)
        }
        return result
    }

    /// Makes the pods that are missing, once the back-off of the last failure is over.
    private func make(
        _ job: Job, _ status: JobStatus, _ work: WorkKey, _ substrate: inout Substrate
    ) -> ReconcileResult {
        let deadline = job.timeLeft(since: status.startTime, substrate.timestamp).map(SimDuration.seconds)
        let missing = min(job.spec.parallelism, job.spec.completions - status.succeeded) - status.active
        let settled = deadline.map { ReconcileResult.after($0) } ?? .settled
        guard missing > 0 else { return settled }
        if status.failed > 0 {
            let length = Self.jobBackoff(failures: status.failed)
            if let rest = substrate.activity("backoff \(status.failed)", takes: length) {
                return .after(min(rest, deadline ?? rest))
            }
        }
        let label = ("batch.kubernetes.io/job-name", job.metadata.name)
        let maker = PodMaker(of: job, job.spec.template, label: label)
        for index in 0..<Int(missing) {
            let suffix = substrate.suffix(job.metadata.uid, index, cluster: work.cluster)
            substrate.create(maker.make("\(job.metadata.name)-\(suffix)"), cluster: work.cluster)
        }
        return settled
    }

    private func end(
        _ status: inout JobStatus, _ type: String, _ reason: String, _ active: [Pod], _ work: WorkKey,
        _ substrate: inout Substrate
    ) {
        status.conditions.append(
            WorkloadCondition(type, true, reason: reason, at: substrate.timestamp))
        status.active = 0
        for pod in active { substrate.stop(pod, cluster: work.cluster) }
    }

    /// Deletes a Job that is over when its time to live is.
    private func expire(_ job: Job, _ work: WorkKey, _ substrate: inout Substrate) -> ReconcileResult {
        guard let life = job.spec.ttlSecondsAfterFinished,
            let end = job.status.conditions.last(where: { $0.status == "True" })?.lastTransitionTime
        else { return .settled }
        let left = end.unixSeconds + life - substrate.timestamp.unixSeconds
        guard left <= 0 else { return .after(.seconds(left)) }
        substrate.delete(job, cluster: work.cluster)
        return .settled
    }
}

extension Job {
    /// How many seconds of its deadline are left; nil without one.
    fileprivate func timeLeft(since start: Timestamp?, _ now: Timestamp) -> Int64? {
        guard let limit = spec.activeDeadlineSeconds, let start else { return nil }
        return start.unixSeconds + limit - now.unixSeconds
    }
}

extension JobStatus {
    /// Whether it has ended, one way or the other.
    var isOver: Bool { isComplete || isFailed }
}
