import HardwareInterfaces
import HardwareSimulated
import Kubernetes
import Scenarios
import Simulation
import Testing

@testable import Controllers
@testable import Twin

/// A Galera cluster in the world: what hosts, the network, probes and start scripts make of it.
@Suite struct GaleraWorldTests {
    private static let all = (0..<3).map { "mariadb-server-\($0)" }

    private func fixture() throws -> DatabaseFixture {
        var fixture = try DatabaseFixture(hasMembers: true)
        fixture.run(.minutes(10))
        return fixture
    }

    @Test func aDayAtRestCostsNothing() throws {
        var fixture = try fixture()
        let (count, events) = (fixture.count, fixture.world.eventCount)
        fixture.run(.hours(24))
        #expect(fixture.count == count)
        #expect(fixture.world.eventCount == events)
        #expect(fixture.readyPods() == Self.all)
    }

    @Test func aPrimaryWithoutPowerIsReplacedAfterTheNodeMonitorAndALoop() throws {
        var fixture = try fixture()
        let host = try fixture.host(of: "mariadb-server-0")
        let before = fixture.world.now
        fixture.begin(.powerLoss(host: host))
        fixture.run(.minutes(3))
        let began = try #require(fixture.entries(DatabaseEntry.sqlOutageBegan).first)
        let ended = try #require(fixture.entries(DatabaseEntry.sqlOutageEnded).first)
        #expect(began.time == before)
        #expect(
            ended.time - before > .seconds(30) && ended.time - before < .seconds(60), "\(ended.time - before)"
        )
        #expect(try fixture.primary() == "mariadb-server-1")
        #expect(fixture.world.plant.lostWrites(0) == 0)
        fixture.end(.powerLoss(host: host))
        let isWell = try fixture.run(atMost: .hours(1)) { $0.readyPods() == Self.all }
        #expect(isWell, "\(fixture.summary())")
        fixture.run(.seconds(11))
        #expect(try fixture.primary() == "mariadb-server-0")
    }

    @Test func aKilledPrimaryIsNoticedAtOnceAndComesBack() throws {
        var fixture = try fixture()
        let host = try fixture.host(of: "mariadb-server-0")
        let before = fixture.world.now
        fixture.begin(.memberKilled(host: host))
        fixture.run(.seconds(11))
        #expect(try fixture.primary() == "mariadb-server-1")
        let ended = try #require(fixture.entries(DatabaseEntry.sqlOutageEnded).first)
        #expect(ended.time - before < .seconds(11))
        let isWell = try fixture.run(atMost: .minutes(10)) { $0.readyPods() == Self.all }
        #expect(isWell, "\(fixture.summary())")
        // A process that was killed does not know its position: it needs all data.
        #expect(fixture.entries(EquipmentEntry.fullTransferBegan).count == 1)
    }

    @Test func aHeldPrimaryFailsThreeProbes() throws {
        var fixture = try fixture()
        let host = try fixture.host(of: "mariadb-server-0")
        let before = fixture.world.now
        fixture.begin(.memberPaused(host: host))
        fixture.run(.seconds(40))
        let moved = try #require(fixture.entries(DatabaseEntry.primaryMoved).first)
        #expect(moved.time - before >= .seconds(10) && moved.time - before < .seconds(26))
        #expect(try fixture.primary() == "mariadb-server-1")
        fixture.end(.memberPaused(host: host))
        let isWell = try fixture.run(atMost: .minutes(10)) { $0.readyPods() == Self.all }
        #expect(isWell, "\(fixture.summary())")
    }

    @Test func lostDataComeFromADonorThatIsNotReadyMeanwhile() throws {
        var fixture = try fixture()
        let host = try fixture.host(of: "mariadb-server-2")
        fixture.begin(.dataLost(host: host))
        let isWell = try fixture.run(atMost: .minutes(15)) { fixture in
            fixture.world.now > .zero + .minutes(11) && fixture.readyPods() == Self.all
        }
        #expect(isWell, "\(fixture.summary())")
        #expect(fixture.entries(EquipmentEntry.fullTransferBegan).count == 1)
        let states = fixture.entries(EquipmentEntry.phaseEntered).filter { $0.object == "not synced" }
        #expect(states.count >= 2, "the donor leaves Synced too")
    }

    @Test func allMembersWithoutPowerBeginAnewOnceAllHaveTold() throws {
        var fixture = try fixture()
        let hosts = try Self.all.map { try fixture.host(of: $0) }
        for host in hosts { fixture.begin(.powerLoss(host: host)) }
        fixture.run(.minutes(5))
        #expect(fixture.readyPods().isEmpty)
        for host in hosts { fixture.end(.powerLoss(host: host)) }
        let isWell = try fixture.run(atMost: .hours(2)) { $0.readyPods() == Self.all }
        #expect(isWell, "\(fixture.summary())")
        let states = fixture.entries(DatabaseEntry.databaseState).map(\.object)
        #expect(states == ["reboot", "live"])
        let first = try #require(fixture.entries(DatabaseEntry.databaseState).first)
        // The wait for twelve fresh looks is part of it.
        let up = fixture.entries(EquipmentEntry.phaseEntered).filter { $0.object == "running" }.map(\.time)
            .max()
        #expect(first.time - (up ?? .zero) >= .seconds(110))
        #expect(fixture.entries(DatabaseEntry.sqlOutageEnded).count == 1)
    }

    @Test func aMissingMemberHoldsTheRecoveryForEver() throws {
        var fixture = try fixture()
        let hosts = try Self.all.map { try fixture.host(of: $0) }
        for host in hosts { fixture.begin(.powerLoss(host: host)) }
        fixture.run(.minutes(5))
        for host in hosts.prefix(2) { fixture.end(.powerLoss(host: host)) }
        fixture.run(.hours(5))
        #expect(fixture.readyPods().isEmpty)
        #expect(fixture.entries(DatabaseEntry.databaseState).isEmpty)
        let waits = fixture.recorded()
        let open = Wait.all(waits).filter { $0.end == nil && $0.rule.form == .statePublished }
        #expect(open.count == 2)
        #expect(open.allSatisfy { waits.names[$0.holder.name] == "mariadb-server-2" })
    }

    @Test func aCutOffMemberIsReplacedAndComesBack() throws {
        var fixture = try fixture()
        let host = try fixture.host(of: "mariadb-server-0")
        fixture.begin(.network(.detached(host: host)))
        fixture.run(.minutes(3))
        #expect(try fixture.primary() == "mariadb-server-1")
        #expect(fixture.world.plant.databaseStatus(1)?.clusterSize == 2)
        fixture.end(.network(.detached(host: host)))
        let isWell = try fixture.run(atMost: .minutes(10)) { $0.readyPods() == Self.all }
        #expect(isWell, "\(fixture.summary())")
        #expect(fixture.world.plant.lostWrites(0) == 0)
    }

    @Test func aDeletedPodLeavesInOrderAndJoinsAgain() throws {
        var fixture = try fixture()
        let key = fixture.world.state.substrate.key(try fixture.find(Pod.self, "mariadb-server-1"))
        try fixture.world.state.substrate.stores[1].delete(
            key, graceSeconds: 600, at: fixture.world.now, now: fixture.world.state.substrate.timestamp,
            cause: EntryID(number: 1))
        fixture.world.state.substrate.armCaches(cluster: 1)
        fixture.run(.seconds(30))
        #expect(fixture.entries(EquipmentEntry.memberEnded).map(\.object) == ["stopped"])
        let isWell = try fixture.run(atMost: .minutes(10)) { $0.readyPods() == Self.all }
        #expect(isWell, "\(fixture.summary())")
    }
}
