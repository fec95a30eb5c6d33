import HardwareInterfaces
import HardwareSimulated
import Kubernetes
import Scenarios
import Simulation
import Testing

@testable import Controllers
@testable import Twin

/// A database whose members are held up: what probes, kubelets and the owners of pods do about it.
@Suite struct DatabaseRecoveryTests {
    private static let all = (0..<3).map { "mariadb-server-\($0)" }

    private func fixture() throws -> DatabaseFixture {
        var fixture = try DatabaseFixture(hasMembers: true)
        fixture.run(.minutes(10))
        return fixture
    }

    /// Deletes a pod's object at once, as `kubectl delete --force` does.
    private func deleteByForce(_ pod: String, _ fixture: inout DatabaseFixture) throws {
        let key = fixture.world.state.substrate.key(try fixture.find(Pod.self, pod))
        try fixture.world.state.substrate.stores[1].delete(
            key, graceSeconds: 0, at: fixture.world.now, now: fixture.world.state.substrate.timestamp,
            cause: EntryID(number: 1))
        fixture.world.state.substrate.armCaches(cluster: 1)
        fixture.world.state.reviewRhythms()
    }

    @Test func aMemberAloneOutsideOfAPrimaryComponentIsStartedAnew() throws {
        var fixture = try fixture()
        let hosts = try Self.all.prefix(2).map { try fixture.host(of: $0) }
        let lost = fixture.world.now
        for host in hosts { fixture.begin(.powerLoss(host: host)) }
        fixture.run(.minutes(4))
        #expect(fixture.world.plant.databaseStatus(2)?.clusterStatus == .nonPrimary)
        for host in hosts { fixture.end(.powerLoss(host: host)) }
        let isWell = try fixture.run(atMost: .hours(1)) { $0.readyPods() == Self.all }
        #expect(isWell, "\(fixture.summary())")
        let ended = fixture.entries(EquipmentEntry.memberEnded).filter { $0.subject == "mariadb-server-2" }
        #expect(ended.map(\.object) == ["stopped"])
        // Three failures, 180 s apart, of which the first falls anywhere in the first period.
        let after = (ended.first?.time ?? .zero) - lost
        #expect(after > .minutes(6) && after < .seconds(15 + 540 + 5), "\(after)")
        #expect(fixture.entries(DatabaseEntry.databaseState).map(\.object) == ["reboot", "live"])
    }

    @Test func aScriptThatWaitsIsEndedByItsProbeAndCountsAnew() throws {
        var fixture = try fixture()
        let hosts = try Self.all.map { try fixture.host(of: $0) }
        for host in hosts { fixture.begin(.powerLoss(host: host)) }
        fixture.run(.minutes(2))
        for host in hosts.prefix(2) { fixture.end(.powerLoss(host: host)) }
        fixture.run(.hours(3))
        let failures = fixture.entries(DatabaseEntry.livenessFailed).filter {
            $0.subject == "mariadb-server-0"
        }
        #expect(failures.count >= 10)
        // The back-off of a container that ends again and again: at most 5 min, so one period more or two.
        for (one, next) in zip(failures, failures.dropFirst()) {
            let between = next.time - one.time
            #expect(between >= .seconds(540) && between <= .seconds(900), "\(between)")
        }
        fixture.end(.powerLoss(host: hosts[2]))
        let isWell = try fixture.run(atMost: .hours(2)) { $0.readyPods() == Self.all }
        #expect(isWell, "\(fixture.summary())")
        #expect(fixture.entries(DatabaseEntry.databaseState).map(\.object) == ["reboot", "live"])
    }

    @Test func aMemberHeldForLongIsKilledAfterItsGracePeriod() throws {
        var fixture = try fixture()
        let host = try fixture.host(of: "mariadb-server-1")
        let before = fixture.world.now
        fixture.begin(.memberPaused(host: host))
        fixture.run(.minutes(25))
        let ended = fixture.entries(EquipmentEntry.memberEnded)
        #expect(ended.map(\.object) == ["killed"])
        let after = (ended.first?.time ?? .zero) - before
        #expect(after >= .seconds(360 + 600) && after < .seconds(540 + 600 + 5), "\(after)")
        fixture.end(.memberPaused(host: host))
        let isWell = try fixture.run(atMost: .minutes(20)) { $0.readyPods() == Self.all }
        #expect(isWell, "\(fixture.summary())")
    }

    @Test func aKubeletThatIsCutOffProbesAllTheSame() throws {
        var fixture = try fixture()
        let host = try fixture.host(of: "mariadb-server-0")
        fixture.begin(.network(.detached(host: host)))
        fixture.run(.minutes(12))
        #expect(fixture.entries(DatabaseEntry.livenessFailed).map(\.subject) == ["mariadb-server-0"])
        #expect(fixture.entries(EquipmentEntry.memberEnded).map(\.object) == ["stopped"])
        fixture.end(.network(.detached(host: host)))
        let isWell = try fixture.run(atMost: .minutes(20)) { $0.readyPods() == Self.all }
        #expect(isWell, "\(fixture.summary())")
    }

    @Test func aStoppedKubeletDoesNotKnowOfADeletion() throws {
        var fixture = try fixture()
        let host = try fixture.host(of: "mariadb-server-0")
        fixture.begin(.kubeletStopped(host: host))
        fixture.run(.minutes(30))
        #expect(try fixture.find(Pod.self, "mariadb-server-0").metadata.isDeleting)
        #expect(fixture.entries(EquipmentEntry.memberEnded).isEmpty)
        #expect(fixture.world.plant.databaseStatus(0)?.clusterSize == 3)
        fixture.end(.kubeletStopped(host: host))
        let isWell = try fixture.run(atMost: .minutes(10)) { $0.readyPods() == Self.all }
        #expect(isWell, "\(fixture.summary())")
        #expect(fixture.entries(EquipmentEntry.memberEnded).map(\.object) == ["stopped"])
    }

    @Test(arguments: [SimDuration.seconds(5), .minutes(20)])
    func aPodDeletedByForceWaitsForItsNodeWhereTheOldProcessRunsOn(after: SimDuration) throws {
        var fixture = try fixture()
        let host = try fixture.host(of: "mariadb-server-0")
        let node = try fixture.find(Pod.self, "mariadb-server-0").spec.nodeName
        fixture.begin(.kubeletStopped(host: host))
        fixture.run(after)
        try deleteByForce("mariadb-server-0", &fixture)
        fixture.run(.minutes(20))
        // Its volume is local: no other node will do.
        #expect(["", node].contains(try fixture.find(Pod.self, "mariadb-server-0").spec.nodeName))
        #expect(try fixture.find(Pod.self, "mariadb-server-0").status.phase == .pending)
        #expect(fixture.entries(EquipmentEntry.memberEnded).isEmpty)
        #expect(fixture.world.plant.databaseStatus(0)?.clusterSize == 3)
        #expect(fixture.readyPods() == ["mariadb-server-1", "mariadb-server-2"])
        fixture.end(.kubeletStopped(host: host))
        let isWell = try fixture.run(atMost: .minutes(10)) { $0.readyPods() == Self.all }
        #expect(isWell, "\(fixture.summary())")
        #expect(fixture.entries(EquipmentEntry.memberEnded).map(\.object) == ["stopped"])
        #expect(try fixture.find(Pod.self, "mariadb-server-0").spec.nodeName == node)
        #expect(fixture.entries(EquipmentEntry.fullTransferBegan).isEmpty, "its data are on the node")
    }

    @Test func aPodWhoseVolumeIsGivenUpGoesElsewhereAndGetsAllData() throws {
        var fixture = try DatabaseFixture(hasMembers: true) { builder in
            builder.workers.append(
                CloudBuilder.Worker(name: "db-04", labels: ["openstack-control-plane"]))
        }
        fixture.run(.minutes(10))
        let host = try fixture.host(of: "mariadb-server-0")
        let node = try fixture.find(Pod.self, "mariadb-server-0").spec.nodeName
        fixture.begin(.kubeletStopped(host: host))
        fixture.run(.minutes(2))
        let claim = fixture.world.state.substrate.key(
            try fixture.find(PersistentVolumeClaim.self, "mysql-data-mariadb-server-0"))
        try fixture.world.state.substrate.stores[1].delete(
            claim, graceSeconds: 0, at: fixture.world.now, now: fixture.world.state.substrate.timestamp,
            cause: EntryID(number: 1))
        try deleteByForce("mariadb-server-0", &fixture)
        let isWell = try fixture.run(atMost: .minutes(10)) { $0.readyPods() == Self.all }
        #expect(isWell, "\(fixture.summary())")
        #expect(try fixture.find(Pod.self, "mariadb-server-0").spec.nodeName != node)
        #expect(fixture.entries(EquipmentEntry.memberEnded).map(\.object) == ["killed"])
        #expect(fixture.entries(EquipmentEntry.fullTransferBegan).count == 1)
        fixture.end(.kubeletStopped(host: host))
        fixture.run(.minutes(5))
        #expect(fixture.readyPods() == Self.all)
        #expect(fixture.entries(EquipmentEntry.memberEnded).count == 1)
    }
}
