import Controllers
import HardwareInterfaces
import Kubernetes
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

    @Test func whatTheServerRefusesIsJournaled() throws {
        var builder = CloudBuilder()
        builder.managers = ["ctl-01"]
        let run = RunDriver.record(try builder.template(), RunOptions(seed: 7))
        let refused = run.entries(KubernetesEntry.evictionRefused)
        #expect(!refused.isEmpty, "three pods of a budget of two stand on one node")
        #expect(run[try #require(refused.first)].object.kind == PodDisruptionBudgetSpec.kind.subjectKind)
        // The monitor of nodes ends with its API server, and nobody else has anything to write meanwhile.
        #expect(!run.entries(EquipmentEntry.quorumLost).isEmpty)
        #expect(run.entries(KubernetesEntry.apiUnavailable).isEmpty)
    }

    @Test func podOnItsWayOutIsNotEvictedAgain() throws {
        var builder = CloudBuilder()
        builder.managers = ["ctl-01"]
        let run = RunDriver.record(try builder.template(), RunOptions(seed: 7))
        var leaving: Set<Subject> = []
        run.forEach { id, entry in
            if entry.kind == KubernetesEntry.deleted.kind { leaving.remove(entry.subject) }
            guard entry.kind == KubernetesEntry.evicted.kind else { return }
            #expect(leaving.insert(entry.subject).inserted, "entry \(id.number)")
        }
    }

    @Test func threeManagersKeepTheirServer() throws {
        let rested = RunToRest(try CloudBuilder().template())
        #expect(rested.run.entries(EquipmentEntry.upgradeInterrupts).isEmpty)
        #expect(rested.run.entries(EquipmentEntry.quorumLost).isEmpty)
    }
}
