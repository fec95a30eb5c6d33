import Controllers
import Files
import Kubernetes
import Simulation
import Testing

@testable import Scenarios
@testable import Twin

/// Alerts of a cluster's UpdateAutoPause pause its update, at the instant at which they fire.
@Suite struct UpdateAutoPauseTests {
    /// The small cloud, with an UpdateAutoPause where one is given.
    static func template(_ pause: String?) throws -> WorldTemplate {
        let root = #filePath.dropLast("/Tests/ScenariosTests/Tenants/UpdateAutoPauseTests.swift".count)
        var cloud = Cloud()
        for file in try FileTree.files(at: root + "/scenarios/clusters/small", limits: FileLimits()) {
            var reader = YAMLReader(file: file.path)
            for document in try reader.read(try file.bytes()) {
                try cloud.add(document, file: file.path, context: file.relativePath)
            }
        }
        if let pause {
            var reader = YAMLReader(file: "pause.yaml")
            for document in try reader.read(Array(pause.utf8)) {
                try cloud.add(document, file: "pause.yaml", context: "management/pause.yaml")
            }
        }
        cloud.noteUnmodelled()
        return try Importer.build(
            cloud, catalogue: try Catalogue.builtIn(),
            options: ImportOptions(
                target: "mosk-21-0-0-25-2", calendar: Calendar(epochUnixSeconds: 1_767_477_600)))
    }

    /// The UpdateAutoPause of the small cloud.
    static func pause(_ spec: String, name: String = "mosk-small") throws -> String {
        """
        apiVersion: kaas.mirantis.com/v1alpha1
        kind: UpdateAutoPause
        metadata: {name: \(name), namespace: \(try SmallCloud.template.get().namespace)}
        spec: \(spec)
        """
    }

    /// The driver of a run with an UpdateAutoPause, once it has ended.
    static func run(_ alerts: String, _ options: RunOptions = RunOptions(seed: 7)) throws
        -> (run: RecordedRun, template: WorldTemplate)
    {
        let template = try template(try pause("{alerts: [\(alerts)]}"))
        return (RunDriver.record(template, options), template)
    }

    func report(_ template: WorldTemplate) async throws -> RehearsalReport {
        let rehearsal = await Rehearsal.run(template, RunOptions(seed: 7), runs: 1, cores: 1)
        return RehearsalReport(rehearsal, window: nil, density: 20, replay: "")
    }

    /// An operator who commences all steps again some time after the plan was paused.
    static func resuming(after delay: SimDuration, _ template: WorldTemplate) throws -> RunOptions {
        var options = RunOptions(seed: 7)
        let pattern = try EntryPattern(word: "planPaused", CloudFacts(template))
        options.operatorPlan.reactions = [
            OperatorPlan.Reaction(pattern: pattern, delay: delay, action: .commence(nil), limit: 9)
        ]
        return options
    }

    @Test func theUpdateStandsStillInTheStepInWhichAnAlertFires() async throws {
        let template = try Self.template(
            try Self.pause("{alerts: [OpenstackAPI401Critical, KubeAPIDown, KubeNodeNotReady]}"))
        let report = try await report(template)
        // A manager that reboots is the first whose API is not there; the managers are updated to the last.
        let pause = try #require(report.pauses.first)
        #expect(report.pauses.count == 1 && pause.end == nil)
        #expect(pause.alert == "KubeAPIDown" && pause.step == "k8s-controllers")
        #expect(report.rehearsal.median.outcome == .stuck)
        let done = report.steps.filter { $0.timing?.end != nil }.map(\.id)
        #expect(done == ["openstack", "ceph", "k8s-controllers"])
        let text = RehearsalText.render(report, width: 110, allMachines: false)
        #expect(
            text.contains(
                "UpdateAutoPause pauses the update in step k8s-controllers: KubeAPIDown fires for \(pause.name)"
            ))
        #expect(report.json()["updateAutoPause"]?["pauses"]?.list?.first?["step"]?.string == pause.step)
        #expect(text.contains("the twin does not evaluate the alert OpenstackAPI401Critical"))
    }

    @Test func theWorldKnowsOfAnAlertWhenTheAnalysisDoes() throws {
        let (run, template) = try Self.run("KubeAPIDown")
        var fired: [SimTime] = []
        run.forEach { _, entry in
            guard entry.kind == LCMEntry.alertFired.kind else { return }
            #expect(run.names[entry.subject.name] == "KubeAPIDown")
            fired.append(entry.time)
        }
        var wanted: [SimTime] = []
        for alert in TenantView(run, template).alerts where alert.alert == "KubeAPIDown" {
            wanted.append(alert.start)
        }
        #expect(!fired.isEmpty && fired == wanted)
    }

    @Test func causesLeadFromThePauseToTheCondition() throws {
        let (run, template) = try Self.run("KubeAPIDown")
        let pause = try #require(UpdatePause.all(run).first)
        let causes = run.causes(of: pause.entry)
        let alert = try #require(TenantView(run, template).alerts.first { $0.alert == "KubeAPIDown" })
        #expect(causes.contains(alert.entry), "the pause is not caused by entry \(alert.entry.number)")
        #expect(causes.contains { run[$0].kind == LCMEntry.alertFired.kind })
    }

    @Test func aStepOfWorkersIsPausedAndFinishesOnlyWhatItIsAt() throws {
        let template = try Self.template(try Self.pause("{alerts: [KubeletTargetDown]}"))
        var driver = RunDriver(template, RunOptions(seed: 7))
        #expect(driver.run() == .stuck)
        let plan = try #require(driver.world.state.substrate.plan(to: "mosk-21-0-0-25-2"))
        #expect(plan.status.status == .autoPaused)
        let commenced = plan.spec.steps.filter(\.commence).map(\.id)
        for step in plan.status.steps {
            #expect(
                [.completed, .autoPaused, .notStarted].contains(step.status), "\(step.id) \(step.status)")
            #expect(commenced.contains(step.id) == (step.status == .completed), "\(step.id)")
        }
        let cluster = try #require(
            driver.world.objects(Cluster.self).first { $0.metadata.name == "mosk-small" })
        #expect(
            cluster.status.providerStatus.conditions.contains { $0.type == "UpdateAutoPause" && !$0.ready })
        let lcm = try #require(driver.world.objects(LCMCluster.self).first)
        #expect(lcm.status.machinesInUpdate.isEmpty)
    }

    @Test func itGoesOnOnceTheOperatorCommencesAgain() throws {
        let template = try Self.template(try Self.pause("{alerts: [KubeAPIDown]}"))
        let run = RunDriver.record(template, try Self.resuming(after: .hours(2), template))
        #expect(run.outcome == .completed)
        let pauses = UpdatePause.all(run)
        #expect(!pauses.isEmpty && pauses.allSatisfy { $0.end != nil })
    }

    @Test func commencingWhileTheAlertFiresIsTakenBack() throws {
        // At once: the manager is still away.
        let template = try Self.template(try Self.pause("{alerts: [KubeAPIDown]}"))
        let run = RunDriver.record(template, try Self.resuming(after: .seconds(1), template))
        #expect(run.outcome == .stuck)
        #expect(UpdatePause.all(run).count == 1)
    }

    @Test func thatTheControllerCrashesLosesNoPause() throws {
        let template = try Self.template(try Self.pause("{alerts: [KubeAPIDown]}"))
        // It is down when the alert begins to fire.
        var driver = RunDriver(template, RunOptions(seed: 7))
        _ = driver.run(until: .zero + .minutes(112))
        driver.world.state.substrate.crash(.updatePlan, downtime: .minutes(3))
        #expect(driver.run() == .stuck)
        let plan = try #require(driver.world.state.substrate.plan(to: "mosk-21-0-0-25-2"))
        #expect(plan.status.status == .autoPaused)
        let pause = try #require(driver.world.objects(UpdateAutoPause.self).first)
        #expect(pause.status.firingAlerts.isEmpty && pause.status.error.isEmpty)
    }

    @Test func aForkPausesAtTheSameInstant() throws {
        let template = try Self.template(try Self.pause("{alerts: [KubeAPIDown]}"))
        var driver = RunDriver(template, RunOptions(seed: 7))
        _ = driver.run(until: .zero + .minutes(112))
        var fork = driver.fork()
        #expect(driver.run() == .stuck && fork.run() == .stuck)
        let (first, second) = (driver.recorded(.stuck), fork.recorded(.stuck))
        #expect(first.fingerprint == second.fingerprint && UpdatePause.all(second).count == 1)
    }

    @Test func whatWasPausedInTheInputGoesOnWhenItIsCommenced() throws {
        let template = try Self.template(try Self.pause("{alerts: [KubeAPIDown]}"))
        var driver = RunDriver(template, RunOptions(seed: 7))
        #expect(driver.run() == .stuck)
        var cloud = Cloud()
        for kind in driver.world.exported() {
            let file = "\(kind.home)/\(kind.fileName)"
            for list in kind.lists { try cloud.add(list, file: file, context: file) }
        }
        let again = try Importer.build(
            cloud, catalogue: try Catalogue.builtIn(),
            options: ImportOptions(target: "mosk-21-0-0-25-2", calendar: template.calendar))
        #expect(RunDriver.record(again, try Self.resuming(after: .hours(2), again)).outcome == .completed)
    }

    @Test func withoutTheObjectNoEntryIsOther() throws {
        let plain = RunDriver.record(try Self.template(nil), RunOptions(seed: 7))
        var watched = try Self.template(nil)
        watched.watchesAlerts = true
        #expect(RunDriver.record(watched, RunOptions(seed: 7)).fingerprint == plain.fingerprint)
    }

    @Test func otherAlertsDoNotPause() async throws {
        let report = try await report(try Self.template(try Self.pause("{alerts: [MKEAPIOutage]}")))
        #expect(report.pauses.isEmpty && report.rehearsal.median.outcome == .completed)
        #expect(
            RehearsalText.render(report, width: 110, allMachines: false)
                .contains("UpdateAutoPause (MKEAPIOutage) does not pause the update"))
        #expect(report.json()["updateAutoPause"]?["pauses"]?.list?.isEmpty ?? false)
    }

    @Test func withoutTheObjectNothingIsSaid() async throws {
        let report = try await report(try Self.template(nil))
        #expect(report.pauses.isEmpty && report.json()["updateAutoPause"]?.isNull ?? false)
        #expect(!RehearsalText.render(report, width: 110, allMachines: false).contains("UpdateAutoPause"))
    }

    @Test(arguments: [
        ("{alerts: KubeAPIDown}", "spec.alerts"), ("{alerts: [{name: KubeAPIDown}]}", "spec.alerts[0]"),
        ("[KubeAPIDown]", "spec"),
    ])
    func wrongTypesAreErrorsAtTheirPlace(spec: String, path: String) throws {
        let failure = #expect(throws: ImportFailure.self) { try Self.template(try Self.pause(spec)) }
        guard case .badInput(let error) = failure else {
            Issue.record("it is not taken as bad input")
            return
        }
        #expect(error.file == "pause.yaml" && error.problem.contains(path), "\(error.problem)")
    }

    @Test(arguments: [
        ("{alert: [KubeAPIDown]}", "did you mean alerts?"),
        ("{alerts: [KubeAPIDwn]}", "the twin does not evaluate the alert KubeAPIDwn"),
        ("{alerts: [KubeAPIDwn]}", "did you mean KubeAPIDown?"),
        ("{}", "UpdateAutoPause mosk-small names no alert"),
        ("{alerts: [KubeAPIDown], steps: [ceph]}", "UpdateAutoPause (1)"),
    ])
    func slipsAndGapsAreTold(spec: String, note: String) throws {
        let notes = try Self.template(try Self.pause(spec)).notes
        #expect(notes.contains { $0.contains(note) }, "\(notes)")
    }

    @Test(arguments: [
        ("{alert: [KubeAPIDown]}", "a UpdateAutoPause has no such field"),
        ("{alerts: {name: KubeAPIDown}}", "expected"),
    ])
    func whatIsAppliedIsReadAsStrictly(spec: String, problem: String) throws {
        var reader = YAMLReader(file: "pause.yaml")
        let document = try #require(try reader.read(Array(try Self.pause(spec).utf8)).first)
        let facts = CloudFacts(try SmallCloud.template.get())
        let error = #expect(throws: FieldError.self) { try ObjectApply(document, facts) }
        #expect(error?.problem.contains(problem) ?? false, "\(error?.problem ?? "")")
        #expect(error?.path.hasPrefix("spec.alert") ?? false, "\(error?.path ?? "")")
    }

    @Test func anObjectWithoutItsClusterPausesNothing() throws {
        let template = try Self.template(try Self.pause("{alerts: [KubeAPIDown]}", name: "mosk-smal"))
        #expect(template.notes.contains { $0.contains("UpdateAutoPause mosk-smal pauses nothing") })
        var driver = RunDriver(template, RunOptions(seed: 7))
        #expect(driver.run() == .completed)
        let pause = try #require(driver.world.objects(UpdateAutoPause.self).first)
        #expect(pause.status.error.contains("there is no MOSK cluster") && pause.status.firingAlerts.isEmpty)
    }
}
