import Controllers
import HardwareInterfaces
import Kubernetes
import Simulation
import Testing

@testable import Controllers
@testable import HardwareSimulated
@testable import Twin

@Suite struct ServiceStateTests {
    private static func fixture() throws -> ComputeFixture {
        var shape = ComputeFixture.Shape()
        shape.add(3, on: "cmp-01")
        shape.services = "[]"
        return try ComputeFixture(shape)
    }

    @Test func aServiceIsDownThreeMinutesAfterItsLastReport() throws {
        var cloud = try Self.fixture()
        let place = try cloud.place("cmp-01")
        func isUp() -> Bool { cloud.world.plant.isServiceUp(place, cloud.world.state.substrate.kernel) }
        #expect(isUp())
        cloud.begin(.powerLoss(host: try cloud.host("cmp-01")))
        // The last report was up to 30 s ago.
        cloud.run(.seconds(149))
        #expect(isUp())
        cloud.run(.seconds(32))
        #expect(!isUp())
    }

    @Test func instancesGoDownWithTheirHostAndComeBackWithIt() throws {
        var cloud = try Self.fixture()
        let host = try cloud.host("cmp-01")
        let before = cloud.world.now
        cloud.begin(.powerLoss(host: host))
        #expect(cloud.entries(ComputeEntry.instanceDown).map(\.name) == ["vm-1", "vm-2", "vm-3"])
        cloud.run(.minutes(10))
        #expect(cloud.entries(ComputeEntry.instanceUp).isEmpty)
        cloud.end(.powerLoss(host: host))
        cloud.run(.minutes(30))
        let up = cloud.entries(ComputeEntry.instanceUp)
        #expect(up.map(\.name) == ["vm-1", "vm-2", "vm-3"])
        for entry in up { #expect(entry.value == (entry.time - before).nanoseconds) }
        #expect(try cloud.instances("cmp-01").allSatisfy { $0.isRunning && !$0.isDown })
        #expect(cloud.world.plant.isServiceUp(try cloud.place("cmp-01"), cloud.world.state.substrate.kernel))
    }

    @Test func instancesRunOnWhenOnlyContainersStop() throws {
        var cloud = try Self.fixture()
        cloud.begin(.runtimeHang(host: try cloud.host("cmp-01")))
        cloud.run(.minutes(5))
        #expect(cloud.entries(ComputeEntry.instanceDown).isEmpty)
        #expect(!cloud.world.plant.isServiceUp(try cloud.place("cmp-01"), cloud.world.state.substrate.kernel))
    }
}
