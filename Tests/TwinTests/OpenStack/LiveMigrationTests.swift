import Controllers
import HardwareInterfaces
import Kubernetes
import Simulation
import Testing

@testable import Controllers
@testable import HardwareSimulated
@testable import Twin

@Suite struct LiveMigrationTests {
    @Test func aMoveTakesAsLongAsItsMemoryAndPausesBriefly() throws {
        var cloud = try ComputeFixture { $0.add(1, on: "cmp-01") }
        #expect(throws: Never.self) { try cloud.migrate(0).get() }
        #expect(try cloud.instances("cmp-01").map(\.status) == [.migrating])
        cloud.run(.minutes(1))
        #expect(try cloud.instances("cmp-01").isEmpty)
        let nova = try #require(cloud.world.plant.compute)
        #expect(nova.instances[0].status == .active)
        // 5 s of preparation, 4 GiB at 10 Gbit/s, and what is written meanwhile: 1/600 of it a second.
        let moved = try #require(cloud.entries(ComputeEntry.instanceMoved).first)
        #expect((8_500_000_000...9_000_000_000).contains(moved.value), "\(moved.value)")
        let paused = try #require(cloud.entries(ComputeEntry.instancePaused).first)
        #expect(paused.value >= 300_000_000 && paused.value <= 800_000_000, "\(paused.value)")
    }

    @Test func anInstanceThatIsPausedStaysSo() throws {
        for fails in [false, true] {
            var cloud = try ComputeFixture { shape in
                shape.add(1, on: "cmp-01")
                shape.servers[0] = shape.servers[0].replacing("ACTIVE", with: "PAUSED")
            }
            _ = try cloud.migrate(0).get()
            if fails {
                cloud.run(.seconds(6))
                for host in ["cmp-02", "cmp-03"] { cloud.begin(.powerLoss(host: try cloud.host(host))) }
            }
            cloud.run(.minutes(5))
            #expect(cloud.entries(ComputeEntry.migrationFailed).count == (fails ? 1 : 0))
            #expect(cloud.entries(ComputeEntry.instanceMoved).count == (fails ? 0 : 1))
            #expect(cloud.world.plant.compute?.instances[0].status == .paused)
        }
    }

    @Test func movesOfOneHostShareItsLink() throws {
        func last(_ count: Int) throws -> Int64 {
            var cloud = try ComputeFixture { $0.add(4, on: "cmp-01") }
            for number in 0..<count { _ = try cloud.migrate(UInt32(number)).get() }
            cloud.run(.minutes(5))
            #expect(cloud.entries(ComputeEntry.instanceMoved).count == count)
            return try #require(cloud.entries(ComputeEntry.instanceMoved).map(\.value).max())
        }
        let (alone, together) = (try last(1), try last(4))
        // Beyond the preparation, four take about four times as long.
        let ratio = Double(together - 5_300_000_000) / Double(alone - 5_300_000_000)
        #expect((3.0...4.5).contains(ratio), "\(ratio)")
    }

    @Test func whatIsPromisedFollowsTheInstances() throws {
        var cloud = try ComputeFixture { shape in
            shape.add(6, on: "cmp-01")
            shape.add(3, on: "cmp-02")
        }
        for number in [0, 1, 2] as [UInt32] { _ = try cloud.migrate(number).get() }
        cloud.run(.seconds(6))
        cloud.begin(.powerLoss(host: try cloud.host("cmp-03")))
        cloud.run(.minutes(10))
        let nova = try #require(cloud.world.plant.compute)
        var count: Int32 = 0
        for place in nova.hypervisors.indices {
            let servers = nova.servers(on: Int32(place))
            let own = nova.hypervisors[place]
            #expect(Int32(servers.count) == own.count)
            #expect(own.usedMemoryMiB == Int64(servers.count) * 4096)
            #expect(own.usedProcessors == Int64(servers.count) * 2)
            #expect(own.moves == 0)
            for number in servers { #expect(nova.instances[Int(number)].hypervisor == Int32(place)) }
            count += own.count
        }
        #expect(count == 9)
        // All three were on their way to the host with most room, which went down.
        #expect(cloud.entries(ComputeEntry.migrationFailed).count == 3)
        #expect(nova.instances.indices.allSatisfy { nova.instances[$0].status == .active })
    }

    @Test func whatCanNotMoveIsRefused() throws {
        var cloud = try ComputeFixture { shape in
            shape.add(1, on: "cmp-01", flavor: "device")
            shape.add(1, on: "cmp-01", more: #", "Properties": {"twin.rehearsal/direct-port": "true"}"#)
            shape.add(1, on: "cmp-01", flavor: "pinned")
            shape.add(1, on: "cmp-01", flavor: "huge")
            shape.add(1, on: "cmp-02", flavor: "huge")
            shape.add(1, on: "cmp-03", flavor: "huge")
        }
        let passedThrough = ComputeError.preCheckFailed(reason: "a device of the host is passed through")
        #expect(cloud.migrate(0) == .failure(passedThrough))
        #expect(cloud.migrate(1) == .failure(passedThrough))
        // Only its own host has processors for pinned instances.
        #expect(cloud.migrate(2) == .failure(.noValidHost(filter: "Placement: no room")))
        #expect(cloud.migrate(3) == .failure(.noValidHost(filter: "Placement: no room")))
        #expect(cloud.entries(ComputeEntry.migrationBegan).isEmpty)
    }

    @Test func localDisksMoveAlongAndLogicalVolumesDoNot() throws {
        var volumes = try ComputeFixture {
            $0.add(1, on: "cmp-01")
            $0.backend = "lvm"
        }
        guard case .failure(.preCheckFailed) = volumes.migrate(0) else {
            Issue.record("a logical volume moved")
            return
        }
        var local = try ComputeFixture {
            $0.add(1, on: "cmp-01")
            $0.backend = "qcow2"
        }
        _ = try local.migrate(0).get()
        local.run(.minutes(5))
        // 20 GiB more at 10 Gbit/s.
        let moved = try #require(local.entries(ComputeEntry.instanceMoved).first)
        #expect(moved.value > 25_000_000_000, "\(moved.value)")
    }

    @Test func serverGroupsZonesAndDisabledHostsAreHeeded() throws {
        var cloud = try ComputeFixture { shape in
            shape.add(1, on: "cmp-01")
            shape.add(1, on: "cmp-02")
            shape.add(1, on: "cmp-03")
            shape.add(2, on: "cmp-01")
            shape.groups = [
                #"{"ID": "g1", "Policy": "anti-affinity", "Members": "id-1, id-2, id-3"}"#,
                #"{"ID": "g2", "Policy": "affinity", "Members": ["id-4", "id-5"]}"#,
            ]
        }
        #expect(cloud.migrate(0) == .failure(.noValidHost(filter: "ServerGroupAffinityFilter")))
        #expect(cloud.migrate(3) == .failure(.noValidHost(filter: "ServerGroupAffinityFilter")))
        var zones = try ComputeFixture { shape in
            shape.add(1, on: "cmp-01", more: #", "Pinned Availability Zone": "az1""#)
            shape.aggregates = [
                #"{"ID": 1, "Name": "a", "Availability Zone": "az1", "Properties": {}, "Hosts": ["cmp-01"]}"#,
                #"{"ID": 2, "Name": "b", "Availability Zone": "az2", "Properties": {}, "Hosts": ["cmp-02", "cmp-03"]}"#,
            ]
        }
        #expect(zones.migrate(0) == .failure(.noValidHost(filter: "AvailabilityZoneFilter")))
        var disabled = try ComputeFixture { $0.add(1, on: "cmp-01") }
        for node in ["cmp-02", "cmp-03"] {
            let place = try disabled.place(node)
            disabled.world.state.plant.disable(place, "broken", &disabled.world.state.substrate.kernel)
        }
        #expect(disabled.migrate(0) == .failure(.noValidHost(filter: "ComputeFilter")))
    }

    @Test func aMoveThatNeverGetsNearerIsGivenUp() throws {
        // 200,000 MiB take 168 s; the guest rewrites them in 100 s.
        var cloud = try ComputeFixture {
            $0.add(1, on: "cmp-01", flavor: "huge")
            $0.medians = [("nova.instance.rewrite", .seconds(100))]
        }
        _ = try cloud.migrate(0).get()
        cloud.run(.hours(45))
        #expect(try cloud.instances("cmp-01").map(\.status) == [.active])
        let failed = try #require(cloud.entries(ComputeEntry.migrationFailed).first)
        // 800 s for each of 195 GiB.
        #expect((failed.time - .zero) >= .seconds(800 * 195), "\(failed.time)")
        #expect(cloud.entries(ComputeEntry.instancePaused).isEmpty)
    }
}
