import Controllers
import HardwareInterfaces
import Scenarios
import Simulation
import Testing
import Twin

/// A cluster without enough managers for a quorum during upgrades is upgraded with its API server down
/// meanwhile, and the journal says so.
@Suite struct FewManagersTests {
    @Test(arguments: [1, 2])
    func fewManagersAreUpgradedWithTheirServerDown(count: Int) throws {
        var builder = CloudBuilder()
        builder.managers = (1...count).map { "ctl-0\($0)" }
        let template = try builder.template()
        let rested = RunToRest(template)
        let run = rested.run
        #expect(rested.outcome == .completed)
        #expect(EndStateChecker.problems(rested.world, template) == [])
        #expect(run.entries(EquipmentEntry.upgradeInterrupts).count == count)
        #expect(!run.entries(EquipmentEntry.quorumLost).isEmpty)
        #expect(
            run.entries(EquipmentEntry.quorumRegained).count == run.entries(EquipmentEntry.quorumLost).count)
    }

    @Test func threeManagersKeepTheirServer() throws {
        let rested = RunToRest(try CloudBuilder().template())
        #expect(rested.run.entries(EquipmentEntry.upgradeInterrupts).isEmpty)
        #expect(rested.run.entries(EquipmentEntry.quorumLost).isEmpty)
    }
}
