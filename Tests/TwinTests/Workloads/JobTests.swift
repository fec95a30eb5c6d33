import Kubernetes
import Simulation
import Testing

@testable import Controllers
@testable import Twin

/// Jobs and CronJobs.
@Suite struct JobTests {
    private func status(_ fixture: borrowing BareMetalFixture, _ name: String = "sync") throws -> JobStatus {
        let job = fixture.find(Job.self, name)
        return try #require(job).status
    }

    @Test func aJobRunsItsPodsToTheEnd() throws {
        var fixture = try BareMetalFixture.workers(2)
        var job = BareMetalFixture.job("sync")
        job.spec.completions = 3
        job.spec.parallelism = 2
        try fixture.putMOSK(job)
        var most = 0
        fixture.watch(.minutes(10)) { fixture in
            most = max(most, fixture.pods(of: "sync").count { !$0.isFinished })
        }
        #expect(most == 2)
        let found = try status(fixture)
        #expect((found.succeeded, found.failed, found.active) == (3, 0, 0))
        #expect(found.isComplete && found.completionTime != nil)
        #expect(fixture.pods(of: "sync").allSatisfy { $0.status.phase == .succeeded })
    }

    @Test func failedPodsAreReplacedWithBackoffUntilTheLimit() throws {
        var fixture = try BareMetalFixture.workers(1)
        var job = BareMetalFixture.job("sync")
        job.spec.backoffLimit = 3
        try fixture.putMOSK(job)
        var gaps: [Int64] = []
        for attempt in 0..<4 {
            let before = fixture.pods(of: "sync").count
            let start = fixture.world.now
            let came = fixture.run(atMost: .minutes(10)) { $0.pods(of: "sync").count > attempt }
            try #require(came, "\(attempt)")
            #expect(before == attempt)
            gaps.append((fixture.world.now - start).nanoseconds / 1_000_000_000)
            var pod = try #require(fixture.pods(of: "sync").first { !$0.isFinished })
            pod.status.phase = .failed
            pod.status.isReady = false
            try fixture.putStatus(pod)
        }
        #expect(Array(gaps.dropFirst()) == [10, 20, 40])
        fixture.run(.minutes(10))
        let found = try status(fixture)
        #expect(found.isFailed && found.failed == 4)
        #expect(found.conditions.last?.reason == "BackoffLimitExceeded")
        #expect(fixture.pods(of: "sync").count == 4)
    }

    @Test func theBackoffDoublesUpToSixMinutes() {
        let seconds = (1...9).map { WorkloadController.jobBackoff(failures: $0).nanoseconds / 1_000_000_000 }
        #expect(seconds == [10, 20, 40, 80, 160, 320, 360, 360, 360])
    }

    @Test func deadlineTimeToLiveAndSuspension() throws {
        var fixture = try BareMetalFixture.workers(1)
        var job = BareMetalFixture.job("sync")
        job.spec.template.spec.nodeSelector = ["no": "where"]
        job.spec.activeDeadlineSeconds = 120
        job.spec.ttlSecondsAfterFinished = 60
        job.spec.suspend = true
        try fixture.putMOSK(job)
        fixture.run(.minutes(10))
        #expect(fixture.pods(of: "sync").isEmpty)
        #expect(try status(fixture).startTime == nil)
        try fixture.change(Job.self, "sync") { $0.spec.suspend = false }
        fixture.run(.seconds(150))
        #expect(try status(fixture).conditions.last?.reason == "DeadlineExceeded")
        fixture.run(.minutes(2))
        #expect(fixture.world.objects(Job.self, cluster: 1).isEmpty)
        #expect(fixture.pods(of: "sync").isEmpty)
    }

    private func cronJob(_ schedule: String) -> CronJob {
        var cron = CronJob(metadata: ObjectMeta(name: "purge", namespace: "apps"))
        cron.spec.schedule = schedule
        cron.spec.jobTemplate.spec = BareMetalFixture.job("purge").spec
        return cron
    }

    @Test func aCronJobRunsWhenItIsDue() throws {
        var fixture = try BareMetalFixture.workers(1)
        try fixture.putMOSK(cronJob("*/10 * * * *"))
        fixture.run(.minutes(65))
        let cron = try fixture.get(CronJob.self, "purge")
        let last = try #require(cron.status.lastScheduleTime)
        #expect(last.unixSeconds % 600 == 0)
        #expect(cron.status.lastSuccessfulTime != nil && cron.status.active.isEmpty)
        let jobs = fixture.world.objects(Job.self, cluster: 1)
        #expect(jobs.count == 3)
        #expect(jobs.map { $0.metadata.name }.contains("purge-\(last.unixSeconds / 60)"))
        #expect(fixture.pods(of: "purge").count == 3)
    }

    @Test func betweenTwoTimesNothingHappens() throws {
        var fixture = try BareMetalFixture.workers(1)
        try fixture.putMOSK(cronJob("0 3 1 * *"))
        fixture.run(.minutes(1))
        var events = 0
        fixture.watch(.hours(24)) { _ in events += 1 }
        #expect(events == 0)
    }

    @Test(arguments: ConcurrencyPolicy.allCases)
    func concurrencyIsAsThePolicySays(policy: ConcurrencyPolicy) throws {
        var fixture = try BareMetalFixture.workers(1)
        var cron = cronJob("*/5 * * * *")
        cron.spec.concurrencyPolicy = policy
        // Its Jobs never end.
        cron.spec.jobTemplate.spec.template.spec.nodeSelector = ["no": "where"]
        try fixture.putMOSK(cron)
        fixture.run(.minutes(32))
        let jobs = fixture.world.objects(Job.self, cluster: 1)
        let found = try fixture.get(CronJob.self, "purge")
        #expect(found.status.active.count == jobs.count)
        switch policy {
        case .allow: #expect(jobs.count >= 6)
        case .forbid: #expect(jobs.count == 1)
        case .replace:
            #expect(jobs.count == 1)
            #expect(
                jobs.first?.metadata.name.hasSuffix(
                    "\((found.status.lastScheduleTime?.unixSeconds ?? 0) / 60)") ?? false)
        }
    }

    @Test func aSuspendedCronJobDoesNotRun() throws {
        var fixture = try BareMetalFixture.workers(1)
        var cron = cronJob("* * * * *")
        cron.spec.suspend = true
        try fixture.putMOSK(cron)
        fixture.run(.hours(1))
        #expect(fixture.world.objects(Job.self, cluster: 1).isEmpty)
    }

    @Test func aCrashAfterAnyWriteRunsEachTimeOnce() throws {
        let crashes = try BareMetalFixture.afterEachWrite(of: .workload, downtime: .seconds(20)) {
            try BareMetalFixture.workers(1)
        } body: { fixture, write in
            var cron = cronJob("*/10 * * * *")
            cron.spec.successfulJobsHistoryLimit = 10
            try fixture.putMOSK(cron)
            fixture.run(.minutes(35))
            let jobs = fixture.world.objects(Job.self, cluster: 1)
            #expect(jobs.count == 3 || jobs.count == 4, "after \(write)")
            #expect(fixture.pods(of: "purge").count == jobs.count, "after \(write)")
            #expect(jobs.allSatisfy { $0.status.isComplete && $0.status.succeeded == 1 }, "after \(write)")
        }
        #expect(crashes >= 8)
    }
}
