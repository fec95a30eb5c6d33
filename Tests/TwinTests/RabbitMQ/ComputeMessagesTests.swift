import Controllers
import HardwareInterfaces
import Simulation
import Testing

@testable import HardwareSimulated
@testable import Twin

/// What Nova and Neutron can't do while their messages are not delivered.
@Suite struct ComputeMessagesTests {
    /// A cloud whose services share one broker, on a manager that holds no instances.
    private static func fixture() throws -> ComputeFixture {
        var shape = ComputeFixture.Shape()
        shape.managers = ["ctl-01"]
        shape.add(1, on: "cmp-01")
        shape.extraMOSK = shape.statefulSet("openstack-rabbitmq-rabbitmq", in: "openstack", missing: 0)
        return try ComputeFixture(shape)
    }

    /// Asks Nova to move the instance, as the OpenStack controller does.
    private static func migrate(_ cloud: inout ComputeFixture, _ number: UInt32) {
        let effect = Effect(
            operation: OperationID(number: 4_000_000 + number), target: EquipmentID(kind: .compute, index: 0),
            command: .compute(.liveMigrate(ServerID(number: 0))), timeout: .minutes(5))
        cloud.world.state.plant.perform(effect, &cloud.world.state.substrate.kernel)
        cloud.run(.seconds(5))
    }

    @Test func aMoveWaitsUntilTheBrokerIsBack() throws {
        var cloud = try Self.fixture()
        let before = cloud.world.now
        cloud.begin(.brokerKilled(host: try cloud.host("ctl-01"), broker: ""))
        Self.migrate(&cloud, 1)
        #expect(cloud.entries(MessageEntry.callHeld).count == 1)
        #expect(cloud.entries(ComputeEntry.migrationBegan).isEmpty)
        cloud.run(.minutes(2))
        let flow = try #require(cloud.entries(MessageEntry.messagesFlow).first)
        let began = try #require(cloud.entries(ComputeEntry.migrationBegan).first)
        #expect(began.time == flow.time && flow.time - before > .seconds(12))
        #expect(try cloud.instances("cmp-01").isEmpty)
    }

    @Test func aMoveFailsAfterTheTimeOfACall() throws {
        var cloud = try Self.fixture()
        let alarm = HardwareFault.brokerAlarm(host: try cloud.host("ctl-01"), broker: "", .memory)
        cloud.begin(alarm)
        Self.migrate(&cloud, 1)
        cloud.run(.seconds(54))
        #expect(cloud.world.plant.heldCalls.count == 1)
        cloud.run(.seconds(10))
        #expect(cloud.world.plant.heldCalls.isEmpty)
        cloud.end(alarm)
        #expect(cloud.entries(ComputeEntry.migrationBegan).isEmpty)
        Self.migrate(&cloud, 2)
        #expect(cloud.entries(ComputeEntry.migrationBegan).count == 1)
    }

    @Test func servicesCountAsDownThreeMinutesAfterTheLastReportThatArrived() throws {
        var cloud = try Self.fixture()
        let place = try cloud.place("cmp-01")
        func isUp() -> Bool { cloud.world.plant.isServiceUp(place, cloud.world.state.substrate.kernel) }
        let alarm = HardwareFault.brokerAlarm(host: try cloud.host("ctl-01"), broker: "", .disk)
        cloud.begin(alarm)
        cloud.run(.seconds(149))
        #expect(isUp())
        cloud.run(.seconds(32))
        #expect(!isUp())
        cloud.end(alarm)
        // It is up with its next report.
        cloud.run(.seconds(30))
        #expect(isUp())
    }
}
