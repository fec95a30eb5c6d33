import Kubernetes
import Simulation

extension WorkloadController {
    /// A Job whenever the schedule says so. Between two times nothing happens: the next one is computed.
    ///
    /// Source: kubernetes pkg/controller/cronjob/cronjob_controllerv2.go (syncCronJob), Kubernetes
    /// documentation, "CronJob".
    func cronJob(_ work: WorkKey, _ substrate: inout Substrate) -> ReconcileResult {
        guard var cron = substrate.get(CronJob.self, work), !cron.metadata.isDeleting else { return .settled }
        let jobs = substrate.list(Job.self, by: IndexKey(owner: cron.metadata.uid), cluster: work.cluster)
            .filter { !$0.metadata.isDeleting }
        let before = cron.status
        cron.status.active = jobs.filter { !$0.status.isOver }.map(ObjectReference.init(to:))
        if let end = jobs.compactMap(\.status.completionTime).max() {
            cron.status.lastSuccessfulTime = max(end, cron.status.lastSuccessfulTime ?? end)
        }
        dropHistory(cron, jobs, work, &substrate)
        defer {
            if cron.status != before { substrate.updateStatus(cron, cluster: work.cluster) }
        }
        guard !cron.spec.suspend else { return .settled }
        guard let schedule = CronSchedule(cron.spec.schedule) else {
            let holder = work.object.subject(cluster: work.cluster)
            return .blocked(on: holder, rule: WaitRule(.schedule), retry: nil)
        }
        let now = substrate.timestamp
        // What was due before the run begins has been done in the cloud that was imported.
        let begin = Timestamp(unixSeconds: substrate.kernel.calendar.epochUnixSeconds)
        let last = max(cron.status.lastScheduleTime ?? cron.metadata.creationTimestamp ?? begin, begin)
        var result = ReconcileResult.settled
        if let next = schedule.next(after: now) {
            result = .after(.seconds(next.unixSeconds - now.unixSeconds))
        }
        guard let due = schedule.last(notAfter: now, after: last), !cron.isTooLate(due, now) else {
            return result
        }
        let running = jobs.filter { !$0.status.isOver }
        if !running.isEmpty {
            switch cron.spec.concurrencyPolicy {
            case .allow: break
            case .forbid: return result
            case .replace: for job in running { substrate.delete(job, cluster: work.cluster) }
            }
        }
        let job = cron.job(due)
        if substrate.get(Job.self, substrate.key(job), cluster: work.cluster) == nil {
            substrate.create(job, cluster: work.cluster)
        }
        cron.status.lastScheduleTime = due
        return result
    }

    /// Deletes the oldest Jobs that are over, beyond those that are kept.
    private func dropHistory(
        _ cron: CronJob, _ jobs: [Job], _ work: WorkKey, _ substrate: inout Substrate
    ) {
        let ended = jobs.sorted {
            ($0.status.startTime ?? Timestamp(unixSeconds: 0), $0.metadata.name)
                < ($1.status.startTime ?? Timestamp(unixSeconds: 0), $1.metadata.name)
        }
        let good = ended.filter(\.status.isComplete)
        let bad = ended.filter(\.status.isFailed)
        for job in good.dropLast(Int(cron.spec.successfulJobsHistoryLimit)) {
            substrate.delete(job, cluster: work.cluster)
        }
        for job in bad.dropLast(Int(cron.spec.failedJobsHistoryLimit)) {
            substrate.delete(job, cluster: work.cluster)
        }
    }
}

extension CronJob {
    /// Whether a time has passed by so much that it is not run any more.
    fileprivate func isTooLate(_ due: Timestamp, _ now: Timestamp) -> Bool {
        spec.startingDeadlineSeconds.map { now.unixSeconds - due.unixSeconds > $0 } ?? false
    }

    /// The Job for a time. Its name is made of the minutes since 1970, so that there is one for each.
    fileprivate func job(_ due: Timestamp) -> Job {
        var job = Job(
            metadata: ObjectMeta(
                name: "\(metadata.name)-\(due.unixSeconds / 60)", namespace: metadata.namespace,
                labels: spec.jobTemplate.metadata.labels),
            spec: spec.jobTemplate.spec)
        job.metadata.annotations = spec.jobTemplate.metadata.annotations
        job.metadata.annotations["batch.kubernetes.io/cronjob-scheduled-timestamp"] = due.text
        job.metadata.ownerReferences = [OwnerReference(controlling: self)]
        return job
    }
}

extension ObjectReference {
    /// A reference to a Job.
    fileprivate init(to job: Job) {
        self.init()
        name = job.metadata.name
        namespace = job.metadata.namespace
    }
}
