import HardwareInterfaces
import Kubernetes
import Scenarios
import Simulation
import Testing

@testable import Controllers
@testable import HardwareSimulated
@testable import Twin

/// A whole update of a cloud with instances.
@Suite struct InstancesInUpdateTests {
    struct Reference: Sendable {
        var template: WorldTemplate
        var state: [String: String]
        var writes: Int
        var fingerprint: Fingerprint
    }

    private static func made(_ body: (inout ComputeFixture.Shape) -> Void = { _ in }) throws
        -> WorldTemplate
    {
        var shape = ComputeFixture.Shape()
        shape.computes = ["cmp-01", "cmp-02"]
        shape.add(3, on: "cmp-01")
        shape.add(2, on: "cmp-02")
        body(&shape)
        return try shape.template()
    }

    static let reference = Result {
        let template = try made()
        let rested = RunToRest(template)
        return Reference(
            template: template, state: NormalState.of(rested.world),
            writes: rested.world.substrate.runtimes[Int(ControllerID.openStack.rawValue)].writesApplied,
            fingerprint: rested.run.fingerprint)
    }

    @Test func nobodyGoesDownInAnUpdateThatMovesAll() throws {
        let rested = RunToRest(try Self.reference.get().template)
        #expect(rested.outcome == .completed)
        #expect(rested.run.fingerprint == (try Self.reference.get().fingerprint))
        let impact = InstanceImpact(rested.run)
        #expect(impact.down.count == 0 && impact.stillDown == 0)
        // Those of the first compute move, then all of the second.
        #expect(impact.moved.count >= 8)
        #expect(impact.paused.count == impact.moved.count + impact.failedMoves)
        #expect(impact.paused.longest <= .seconds(2))
        #expect(impact.holds.allSatisfy { !$0.isOpen && !$0.rule.text.contains("device") }, "\(impact.holds)")
        let nova = try #require(rested.world.plant.compute)
        #expect(nova.hypervisors.indices.allSatisfy { nova.hypervisors[$0].isEnabled })
    }

    @Test func anInstanceThatCanNotMoveStopsTheUpdateAndIsNamed() throws {
        let template = try Self.made { $0.add(1, on: "cmp-01", flavor: "device") }
        let run = RunDriver.record(template, RunOptions(seed: 7))
        #expect(run.outcome == .stuck)
        let hold = try #require(InstanceImpact(run).holds.first)
        #expect(hold.instance == "vm-6" && hold.node == "cmp-01" && hold.isOpen)
        #expect(hold.rule.text == "an instance is still on the node: a device of the host is passed through")
        #expect(run[hold.entry].kind == SimulationEntry.waitBegan.kind)
        #expect(run.causes(of: hold.entry).count > 3)
    }

    @Test func crashOfTheControllerAfterAnyWriteLeadsToTheSameEnd() throws {
        let reference = try Self.reference.get()
        #expect(reference.writes > 10)
        for write in CrashTests.sample(reference.writes, .openStack) {
            let text = "controller-crash:openstack-controller:\(write):30s"
            var options = RunOptions(seed: 7)
            options.faults = try reference.template.faults([text])
            let rested = RunToRest(reference.template, options)
            #expect(rested.outcome == .completed, "\(text)")
            let differences = NormalState.differences(reference.state, NormalState.of(rested.world))
            #expect(differences.isEmpty, "\(text): \(differences)")
        }
    }

    @Test func forksShareInstancesUntilTheyMove() throws {
        var shape = ComputeFixture.Shape()
        shape.add(200, on: "cmp-01")
        shape.memory = 2_000_000
        var cloud = try ComputeFixture(shape)
        let fork = cloud.world.fork()
        _ = try cloud.migrate(0).get()
        cloud.run(.minutes(1))
        #expect(fork.plant.compute?.instances[0].status == .active)
        #expect(fork.plant.compute?.servers(on: 0).count == 200)
        #expect(try cloud.instances("cmp-01").count == 199)
        #expect(MemoryLayout<Instance>.stride <= 48)
    }
}
