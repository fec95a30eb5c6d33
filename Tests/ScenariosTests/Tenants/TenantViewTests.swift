import Controllers
import HardwareInterfaces
import Kubernetes
import Scenarios
import Simulation
import Testing
import Twin

/// What tenants and monitoring notice of whole runs.
@Suite struct TenantViewTests {
    /// A run of the small cloud in which the node of pods loses its power.
    func run(_ expect: String, timeline: String, more: String = "  lasts: 2h") throws -> ScenarioRun {
        try ScenarioFixture.run(
            timeline: timeline, operate: "    commence: []", expect: expect, more: more)
    }

    @Test func aQuietCloudRaisesNothing() throws {
        let run = try run(
            """
                alerts:
                - {name: nodes are up, neverFires: NodeDown}
                - {name: apis are up, neverFires: OpenstackApiServiceDown}
                services: [{name: identity, service: identity, down: 0s, failedPerThousand: 0}]
            """, timeline: "")
        #expect(run.isHeld, "\(run.results.filter { !$0.isHeld })")
        #expect(run.results.count { $0.reason == "it never fired" } == 2)
    }

    @Test func aNodeWithoutPowerIsNoticed() throws {
        let run = try run(
            """
                alerts:
                - {name: down, fires: NodeDown, of: cmp-01, within: 20m}
                - {name: not ready, fires: KubeNodeNotReady, of: "cmp-*"}
                - {name: nova, fires: NovaServiceDown}
                - {name: others, neverFires: NodeDown, of: cmp-02}
            """, timeline: "{name: power, fault: power-loss, target: cmp-01, at: 5m, for: 1h}")
        #expect(run.isHeld, "\(run.results.filter { !$0.isHeld })")
        let down = try #require(run.results.first { $0.name == "down" })
        // Monitoring finds it 40 to 45 s after the last lease; the alert wants 2 min of that.
        #expect(down.reason.hasPrefix("it fired for cmp-01 after 7 min"), "\(down.reason)")
        let entry = try #require(down.entry)
        // It leads to the fault.
        let words = run.recorded.causes(of: entry).map { run.recorded[$0].kind }
        #expect(words.contains(EquipmentEntry.faultBegan.kind))
    }

    @Test func whatIsStillSoWhenTheRunEndsInSilenceCountsToItsEnd() throws {
        let run = try run(
            """
                alerts: [{name: out, fires: KubeDeploymentOutage, of: keystone-api}]
                services: [{name: identity, service: identity, downAtLeast: 1h54m, down: 1h55m}]
            """,
            timeline: """
                {name: x, at: 5m, apply: {apiVersion: apps/v1, kind: Deployment, \
                metadata: {name: keystone-api, namespace: openstack}, spec: {replicas: 0}}}
                """)
        #expect(run.isHeld, "\(run.results.filter { !$0.isHeld })")
        let count = run.recorded.count
        #expect(run.recorded[EntryID(number: UInt32(count))].time < .zero + .minutes(10))
    }

    @Test func expectationsThatBreakFailTheRun() throws {
        let timeline = "{name: power, fault: power-loss, target: cmp-01, at: 5m, for: 1h}"
        let never = try run("    alerts: [{name: x, neverFires: NodeDown}]", timeline: timeline)
        #expect(!never.isHeld)
        let late = try run("    alerts: [{name: x, fires: NodeDown, within: 5m}]", timeline: timeline)
        #expect(!late.isHeld)
        let missing = try run("    alerts: [{name: x, fires: KubeAPIOutage}]", timeline: timeline)
        #expect(!missing.isHeld && missing.results.contains { $0.reason == "it never fired" })
    }

    @Test func hostsOfPodsFailRequestsUntilTheyAreFound() throws {
        let (scenario, template) = try ScenarioFixture.read(
            Array(
                ScenarioFixture.text(
                    timeline: "{name: power, fault: power-loss, target: \"*\", at: 5m, for: 30m}",
                    operate: "    commence: []",
                    expect: "    sometimes: [{name: down, entry: {word: phaseEntered, object: \"off\"}}]",
                    more: "  lasts: 2h"
                ).utf8), file: "test.yaml")
        let run = RunDriver.record(scenario, template, seed: 1)
        let view = TenantView(run.recorded, template)
        let identity = try #require(view.service("identity"))
        // All its pods are off for half an hour and need a while to be back.
        #expect(identity.unavailable >= .minutes(30) && identity.unavailable < .minutes(75))
        let outage = try #require(identity.longest)
        #expect(run.recorded[outage.entry].time == .zero + .minutes(5))
        #expect(view.alerts.contains { $0.alert == "KubeAPIOutage" })
        #expect(view.alerts.contains { $0.alert == "OpenstackApiServiceDown" && $0.name == "identity" })
        // What APIs rest on is no API.
        #expect(view.service("database")?.unavailable ?? .zero >= .minutes(30))
        #expect(!view.alerts.contains { $0.alert == "OpenstackApiServiceDown" && $0.name == "database" })
        #expect(view.alerts.contains { $0.alert == "OpenstackIngressControllerTargetsOutage" })
        #expect(view.service("no such service") == nil)
        #expect(view.alerts == view.alerts.sorted { $0.start < $1.start })
    }

    /// A run in which the host of a server of the database has no power for half an hour.
    private func lostServer(on host: String, isModelled: Bool) throws -> (run: RecordedRun, view: TenantView)
    {
        let text = ScenarioFixture.text(
            timeline: "{name: power, fault: power-loss, target: \(host), at: 10m, for: 30m}",
            operate: "    commence: []",
            expect: "    sometimes: [{name: down, entry: {word: phaseEntered, object: \"off\"}}]",
            more: "  lasts: 2h"
        ).replacing("to: mosk", with: "\(isModelled ? "openstack: modelled, " : "")to: mosk")
        let (scenario, template) = try ScenarioFixture.read(Array(text.utf8), file: "test.yaml")
        let run = RunDriver.record(scenario, template, seed: 1).recorded
        return (run, TenantView(run, template))
    }

    /// How long nobody answered SQL.
    private func sqlOutage(_ run: RecordedRun) -> SimDuration {
        var outage = SimDuration.zero
        run.forEach { _, entry in
            guard entry.kind == DatabaseEntry.sqlOutageEnded.kind else { return }
            outage = outage + SimDuration(nanoseconds: entry.value)
        }
        return outage
    }

    @Test func withAModelledDatabaseItsOwnOutagesCount() throws {
        let (run, view) = try lostServer(on: "ctl-01", isModelled: true)
        let primary = try #require(view.service("database"))
        #expect(!primary.outages.isEmpty && primary.degraded == .zero)
        #expect(primary.unavailable > .seconds(30) && primary.unavailable < .minutes(2))
        #expect(primary.unavailable == sqlOutage(run))
        // Where nobody tells, a third of the requests fails until the node is found.
        let unknown = try lostServer(on: "ctl-01", isModelled: false).view.service("database")
        #expect(unknown.map { $0.failing > .zero && $0.outages.isEmpty } ?? false)
    }

    @Test func aLostBackupOfTheDatabaseIsNothingToClients() throws {
        let (run, view) = try lostServer(on: "ctl-03", isModelled: true)
        let database = try #require(view.service("database"))
        // When it is back it gets all data from the first server, which is not ready meanwhile.
        #expect(database.failing == sqlOutage(run) && database.failing < .seconds(15))
        #expect(database.outages.allSatisfy { $0.start > .zero + .minutes(40) })
    }

    @Test func aPodIsMissingUntilItIsReadyItselfNotOnlyItsNode() throws {
        let (run, view) = try lostServer(on: "ctl-03", isModelled: true)
        var ready = (node: SimTime.zero, pod: SimTime.zero)
        run.forEach { _, entry in
            let name = run.names[entry.subject.name]
            if entry.kind == LCMEntry.nodeReady.kind, name == "ctl-03" { ready.node = entry.time }
            if entry.kind == LCMEntry.podReady.kind, name == "mariadb-server-2" { ready.pod = entry.time }
        }
        #expect(ready.pod > ready.node + .seconds(30))
        let missing = view.signals.filter { $0.signal == .replicasMissing && $0.name == "mariadb-server" }
        #expect(missing.count == 1 && missing.allSatisfy { $0.end >= ready.pod }, "\(missing)")
    }

    @Test(arguments: [
        ("alerts: [{name: x, fires: NodeDwn}]", "did you mean NodeDown?"),
        ("alerts: [{name: x}]", "there is none of fires, neverFires"),
        ("alerts: [{name: x, neverFires: NodeDown, within: 5m}]", "what never fires has no time"),
        ("services: [{name: x, service: identty, down: 5s}]", "did you mean identity?"),
        ("services: [{name: x, service: identity}]", "it is not said how much may fail"),
        ("services: [{name: x, service: identity, failedPerThousand: 1001}]", "it is not from 0 to 1000"),
        (
            "services: [{name: x, service: identity, down: 5m, downAtLeast: 6m}]", "it is longer than down"
        ),
    ]) func badExpectationsAreRefused(expect: String, problem: String) throws {
        let text = ScenarioFixture.text(expect: "    \(expect)")
        let error = #expect(throws: CloudError.self) {
            _ = try ScenarioFixture.read(Array(text.utf8), file: "test.yaml")
        }
        let told = error.map { "\($0)" } ?? ""
        #expect(told.contains(problem) && told.contains("test.yaml:"), "\(told)")
    }
}
