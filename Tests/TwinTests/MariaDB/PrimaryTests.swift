import HardwareSimulated
import Kubernetes
import Scenarios
import Simulation
import Testing

@testable import Controllers
@testable import Twin

/// The controller of the database in a world, in both forms, and who answers SQL.
@Suite struct PrimaryTests {
    /// A cloud whose Service speaks by labels.
    private func labelled() throws -> DatabaseFixture {
        try DatabaseFixture { builder in
            builder.release = "mosk-12-7-4-23-1-4"
            builder.target = "mosk-15-0-1-23-2"
        }
    }

    @Test func aCloudAtRestHasServicesWithEndpointsAndIsQuiet() throws {
        var fixture = try DatabaseFixture()
        fixture.run(.minutes(10))
        #expect(try fixture.primary() == "mariadb-server-0")
        #expect(try fixture.endpoints() == ["mariadb-server-0"])
        let all = (0..<3).map { "mariadb-server-\($0)" }
        #expect(try fixture.endpoints("mariadb-discovery") == all)
        let count = fixture.count
        let events = fixture.world.eventCount
        fixture.run(.hours(24))
        #expect(fixture.count == count)
        #expect(fixture.world.eventCount == events)
    }

    @Test func thePrimaryMovesWithinALoopAndBackAgain() throws {
        var fixture = try DatabaseFixture()
        fixture.run(.minutes(10))
        for (pod, isReady, expected) in [
            ("mariadb-server-0", false, "mariadb-server-1"), ("mariadb-server-1", false, "mariadb-server-2"),
            ("mariadb-server-0", true, "mariadb-server-0"), ("mariadb-server-1", true, "mariadb-server-0"),
        ] {
            let before = fixture.world.now
            try fixture.setReady(pod, isReady)
            fixture.run(.milliseconds(10_500))
            #expect(try fixture.primary() == expected)
            #expect(try fixture.endpoints() == [expected])
            for move in fixture.entries(DatabaseEntry.primaryMoved) where move.time > before {
                #expect(move.time - before <= .milliseconds(10_100))
            }
        }
        #expect(
            fixture.entries(DatabaseEntry.primaryMoved).map(\.object) == [
                "mariadb-server-1", "mariadb-server-2", "mariadb-server-0",
            ])
        let (began, ended) = (
            fixture.entries(DatabaseEntry.sqlOutageBegan), fixture.entries(DatabaseEntry.sqlOutageEnded)
        )
        #expect(began.count == 2 && ended.count == 2)
        for (begin, end) in zip(began, ended) { #expect(end.time - begin.time <= .milliseconds(10_200)) }
    }

    @Test func aPodThatIsWellAgainBeforeTheNextPassIsNotNoticed() throws {
        var fixture = try DatabaseFixture()
        fixture.run(.minutes(10))
        let beats = fixture.world.state.substrate.beats(.databasePoll, of: 1)
        fixture.run(beats.next(after: fixture.world.now) - fixture.world.now + .seconds(1))
        try fixture.setReady("mariadb-server-0", false)
        fixture.run(.seconds(5))
        try fixture.setReady("mariadb-server-0", true)
        fixture.run(.minutes(1))
        #expect(fixture.entries(DatabaseEntry.primaryMoved).isEmpty)
        #expect(fixture.entries(DatabaseEntry.sqlOutageEnded).count == 1)
    }

    @Test func noReadyPodLeavesTheServiceAsItIs() throws {
        var fixture = try DatabaseFixture()
        fixture.run(.minutes(10))
        for ordinal in 0..<3 { try fixture.setReady("mariadb-server-\(ordinal)", false) }
        fixture.run(.seconds(20))
        #expect(try fixture.primary() == "mariadb-server-0")
        #expect(try fixture.endpoints() == [])
        #expect(fixture.entries(DatabaseEntry.primaryMoved).isEmpty)
    }

    @Test func labelsMoveFromTheOldPrimaryFirst() throws {
        var fixture = try labelled()
        fixture.run(.minutes(10))
        #expect(try fixture.find(Service.self, "mariadb").spec.selector["mariadb_role"] == "primary")
        #expect(try fixture.primary() == "mariadb-server-0")
        #expect(try fixture.endpoints() == ["mariadb-server-0"])
        #expect(fixture.entries(DatabaseEntry.databaseRole).isEmpty)
        try fixture.setReady("mariadb-server-0", false)
        fixture.run(.milliseconds(10_500))
        #expect(try fixture.primary() == "mariadb-server-1")
        #expect(try fixture.endpoints() == ["mariadb-server-1"])
        let roles = fixture.entries(DatabaseEntry.databaseRole).map { "\($0.subject) \($0.object)" }
        #expect(roles == ["mariadb-server-0 backup", "mariadb-server-1 primary"])
    }

    @Test(arguments: [false, true], 1...2)
    func aCrashBetweenTheLabelsIsMadeGood(isLate: Bool, write: Int) throws {
        var fixture = try labelled()
        fixture.run(.minutes(10))
        try fixture.setReady("mariadb-server-0", false)
        fixture.world.state.substrate.beginCrash(
            CrashPlan(controller: .mariaDB, afterWrite: write, downtime: .minutes(isLate ? 5 : 1)), fault: 1)
        // The pod stays as it is until its kubelet has started it again, after 25 s.
        fixture.run(.minutes(10))
        #expect(fixture.entries(KubernetesEntry.controllerCrashed).count == 1)
        #expect(try fixture.primary() == "mariadb-server-0")
        #expect(try fixture.endpoints() == ["mariadb-server-0"])
        let roles = fixture.world.objects(Pod.self, cluster: 1)
            .filter {
                $0.metadata.labels["component"] == "server" && $0.metadata.labels["application"] == "mariadb"
            }
            .map { $0.metadata.labels[Label.databaseRole] }
        #expect(roles.sorted { $0 ?? "" < $1 ?? "" } == ["backup", "backup", "primary"])
    }

    @Test func aServerWithoutPowerIsNoticedByTheNodeMonitor() throws {
        var fixture = try DatabaseFixture()
        fixture.run(.minutes(10))
        let host = try fixture.host(of: "mariadb-server-0")
        let before = fixture.world.now
        fixture.begin(.powerLoss(host: host))
        fixture.run(.minutes(2))
        let began = try #require(fixture.entries(DatabaseEntry.sqlOutageBegan).first)
        #expect(began.time == before)
        #expect(
            try fixture.primary() == "mariadb-server-0"
                || fixture.entries(DatabaseEntry.sqlOutageEnded).count == 1)
    }

    @Test func computedAndTickingPassesHaveTheSameJournal() throws {
        for seed in 0..<8 {
            var runs: [RecordedRun] = []
            for ticks in [false, true] {
                var fixture = try DatabaseFixture(seed: UInt64(seed), ticks: ticks)
                let stream = RandomStream(seed: UInt64(seed)).derive("life")
                fixture.run(.minutes(5))
                for step in 0..<60 {
                    let bits = stream.bits(UInt64(step))
                    try fixture.setReady("mariadb-server-\(bits % 3)", bits >> 8 & 1 == 0)
                    if bits >> 9 & 15 == 0 {
                        fixture.world.state.substrate.crash(.mariaDB, downtime: .seconds(25))
                    }
                    fixture.run(.milliseconds(Int64(bits >> 16 % 20_000)))
                }
                fixture.run(.minutes(1))
                #expect(fixture.entries(DatabaseEntry.primaryMoved).count > 1)
                runs.append(fixture.recorded())
            }
            guard let found = Comparison.firstDifference(runs[0], runs[1]) else { continue }
            Issue.record("\(Comparison.render(found, runs[0], runs[1], "computed", "ticking"))")
        }
    }
}
