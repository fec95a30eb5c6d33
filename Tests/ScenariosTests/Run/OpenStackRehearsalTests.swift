import Kubernetes
import Scenarios
import Simulation
import Testing
import Twin

/// An upgrade of OpenStack by itself, while the cluster stays at its release.
@Suite struct OpenStackRehearsalTests {
    func template(_ version: String, set premises: [Premise] = []) throws -> WorldTemplate {
        var options = ImportOptions(
            target: nil, calendar: Calendar(epochUnixSeconds: 1_767_477_600), premises: premises)
        options.openStackVersion = version
        return try Importer.build(
            try SmallCloud.cloud(), catalogue: try Catalogue.builtIn(), options: options)
    }

    func problem(_ version: String, set premises: [Premise] = []) throws -> String {
        do {
            _ = try template(version, set: premises)
            return ""
        } catch let failure as ImportFailure {
            guard case .badInput(let problem) = failure else { return "\(failure)" }
            return "\(problem)"
        }
    }

    func report(seed: UInt64 = 1) async throws -> RehearsalReport {
        let template = try template("epoxy")
        var options = RunOptions(seed: seed)
        try options.askForOpenStack(of: template)
        let rehearsal = await Rehearsal.run(template, options, runs: 2, cores: 1)
        return RehearsalReport(rehearsal, window: .hours(2), density: 20, replay: "")
    }

    @Test func servicesAreUpgradedOneAfterTheOther() async throws {
        let report = try await report()
        #expect(report.rehearsal.summaries.allSatisfy { $0.outcome == .completed })
        // Source: Mirantis/rockoon rockoon/constants.py (the order of services in an upgrade).
        let inTurn = [
            "identity", "placement", "image", "networking", "compute", "block-storage", "load-balancer",
            "dns", "key-manager", "orchestration", "dashboard",
        ]
        let timings = report.openStack.compactMap(\.timing)
        #expect(Array(timings.map(\.id).prefix(inTurn.count)) == inTurn)
        for (one, next) in zip(timings.prefix(inTurn.count), timings.dropFirst().prefix(inTurn.count - 1)) {
            #expect(try #require(one.end) <= next.start)
        }
        #expect(report.openStack.allSatisfy { $0.duration != nil })
        // All others begin when the last one is there.
        let last = try #require(timings[inTurn.count - 1].end)
        #expect(
            timings.count > inTurn.count && timings.dropFirst(inTurn.count).allSatisfy { $0.start >= last })
    }

    @Test func theReportIsAboutOpenStackAlone() async throws {
        let report = try await report()
        #expect(report.steps.isEmpty && report.formula == nil)
        let span = UpdateSpan(report.rehearsal.median)
        #expect(span.isComplete && span.duration > .minutes(20) && span.duration < .hours(3))
        #expect(report.path.segments.last?.to == span.endEntry)
        let text = RehearsalText.render(report, width: 110, allMachines: false)
        #expect(text.hasPrefix("mosk-small: OpenStack caracal → epoxy at mosk-17-4-0-25-1\n"))
        #expect(text.contains("The upgrade takes ") && text.contains("OpenStack, service by service"))
        #expect(!text.contains("The vendor's older formula") && !text.contains("\nSteps\n"))
        let json = report.json()
        #expect(json["openStack"]?["target"]?.string == "epoxy")
        #expect(json["openStackServices"]?.list?.first?["id"]?.string == "identity")
        #expect(json["vendorFormula"] == .null)
    }

    @Test func nothingElseOfTheClusterChanges() async throws {
        let template = try template("epoxy")
        var options = RunOptions(seed: 3)
        try options.askForOpenStack(of: template)
        let run = RunDriver.record(template, options)
        #expect(run.outcome == .completed)
        #expect(StepTiming.all(run).isEmpty)
        #expect(run.fingerprint == RunDriver.record(template, options).fingerprint)
    }

    @Test func whatAdmissionWouldRefuseIsRefusedBeforeTheRun() throws {
        let file = "mosk/openstack.yaml:"
        #expect(try problem("caracal").contains("OpenStack is at that release; it can go to epoxy"))
        #expect(try problem("antelope").contains("OpenStack can't go back from caracal to antelope"))
        #expect(try problem("gazpacho").contains("from caracal to gazpacho; it can go to epoxy"))
        #expect(try problem("epoxi").contains("did you mean epoxy?"))
        #expect(try problem("caracal").contains(file))
        let draft = try Premise("openstackdeployment/mosk-osdpl.spec.draft=true")
        let problem = try problem("epoxy", set: [draft])
        #expect(problem.contains("has no OpenStackDeployment that is taken up"))
    }
}
