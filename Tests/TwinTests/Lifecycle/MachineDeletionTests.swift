import Controllers
import HardwareInterfaces
import HardwareSimulated
import Kubernetes
import Simulation
import Testing

@testable import Controllers
@testable import Twin

/// How machines leave their cluster.
@Suite struct MachineDeletionTests {
    private func expectGone(_ name: String, _ fixture: borrowing BareMetalFixture) throws {
        let machine = fixture.machine(name)
        #expect(machine == nil)
        let lcm = fixture.lcmMachine(name)
        #expect(lcm == nil)
        let node = fixture.clusterNode(name)
        #expect(node == nil)
        let locks = fixture.locks(name)
        #expect(locks.isEmpty)
        let pods = fixture.pods(name)
        #expect(pods.isEmpty, "\(pods.map(\.metadata.name))")
        let members = fixture.members()
        #expect(!members.contains(name))
        let states = fixture.world.objects(LCMClusterState.self)
        #expect(states.isEmpty)
        let requests = fixture.world.objects(NodeDeletionRequest.self, cluster: 1)
        #expect(requests.isEmpty)
        let host = try fixture.host("bm-" + name)
        #expect(host.spec.consumerRef == nil)
    }

    @Test func aGracefulDeletionEmptiesTheNodeFirstAndFreesTheHost() throws {
        var fixture = try BareMetalFixture.cloud()
        try fixture.changeMachine("cmp-01") { ($0.delete, $0.deletionPolicy) = (true, .graceful) }
        fixture.run(.hours(3))
        try expectGone("cmp-01", fixture)
        #expect(try fixture.state("bm-cmp-01") == .available)
        #expect(fixture.texts(LCMEntry.deletionPhase, of: "cmp-01") == ["started", "completed"])
        #expect(fixture.texts(LCMEntry.lockReleased, of: "openstack-cmp-01").count == 1)
        #expect(fixture.texts(LCMEntry.drained, of: "cd-cmp-01") == ["Kubernetes"])
        let count = try fixture.nodeCount()
        #expect((count.requested, count.ready) == (4, 4))
        let members = fixture.members()
        #expect(members == ["cmp-02", "ctl-01", "ctl-02", "ctl-03"])
    }

    @Test func aDeleteRequestIsGracefulByDefault() throws {
        var fixture = try BareMetalFixture.cloud()
        let found = fixture.machine("cmp-02")
        try fixture.delete(try #require(found))
        fixture.run(.hours(3))
        try expectGone("cmp-02", fixture)
        #expect(fixture.texts(LCMEntry.deletionPhase, of: "cmp-02") == ["started", "completed"])
    }

    @Test func anUnsafeDeletionAsksNobody() throws {
        var fixture = try BareMetalFixture.cloud()
        try fixture.changeMachine("cmp-01") { ($0.delete, $0.deletionPolicy) = (true, .unsafe) }
        fixture.run(.hours(3))
        try expectGone("cmp-01", fixture)
        #expect(fixture.texts(LCMEntry.deletionPhase, of: "cmp-01").isEmpty)
        #expect(fixture.texts(LCMEntry.drained, of: "cd-cmp-01").isEmpty)
        #expect(try fixture.state("bm-cmp-01") == .available)
    }

    @Test func aDeadWorkerGoesByForceOnly() throws {
        var fixture = try BareMetalFixture.cloud()
        try fixture.begin({ .powerLoss(host: $0) }, "bm-cmp-01")
        fixture.run(.minutes(10))
        try fixture.changeMachine("cmp-01") { ($0.delete, $0.deletionPolicy) = (true, .unsafe) }
        fixture.run(.hours(2))
        // It is out of its cluster, but its BMC is as dead as the rest.
        let held = fixture.machine("cmp-01")
        #expect(held?.metadata.isDeleting == true)
        let node = fixture.clusterNode("cmp-01")
        #expect(node == nil)
        #expect(fixture.waits(of: "cmp-01").contains("its host is deprovisioned"))
        try fixture.changeMachine("cmp-01") { $0.deletionPolicy = .forced }
        fixture.run(.minutes(10))
        try expectGone("cmp-01", fixture)
        let count = try fixture.nodeCount()
        #expect((count.requested, count.ready) == (4, 4))
    }

    @Test func aDeletionCanOnlyBecomeLessCareful() throws {
        var fixture = try BareMetalFixture.cloud()
        try fixture.changeMachine("cmp-01") { ($0.delete, $0.deletionPolicy) = (true, .unsafe) }
        #expect(throws: APIError.self) {
            try fixture.changeMachine("cmp-01") { $0.deletionPolicy = .graceful }
        }
        try fixture.changeMachine("cmp-01") { $0.deletionPolicy = .forced }
    }

    @Test func aGracefulDeletionCanBeTakenBackBeforeTheNodeLeavesSwarm() throws {
        var fixture = try BareMetalFixture.cloud()
        try fixture.changeMachine("cmp-01") { ($0.delete, $0.deletionPolicy) = (true, .graceful) }
        let isCordoned = fixture.run(atMost: .hours(1)) { fixture in
            fixture.clusterNode("cmp-01")?.spec.unschedulable == true
        }
        #expect(isCordoned)
        let status = fixture.machine("cmp-01")?.status.providerStatus
        #expect(status?.delete == true)
        #expect(status?.prepareDeletionPhase == .started)
        try fixture.changeMachine("cmp-01") { $0.delete = false }
        fixture.run(.hours(1))
        #expect(
            fixture.texts(LCMEntry.deletionPhase, of: "cmp-01") == ["started", "aborting", "taken back"])
        let node = fixture.clusterNode("cmp-01")
        #expect(node?.status.isReady == true)
        #expect(node?.spec.unschedulable != true)
        let locks = fixture.locks("cmp-01")
        #expect(!locks.isEmpty)
        #expect(locks.allSatisfy { $0.status.state == .active })
        let states = fixture.world.objects(LCMClusterState.self)
        #expect(states.isEmpty)
        let after = fixture.machine("cmp-01")?.status.providerStatus
        #expect(after?.prepareDeletionPhase == PrepareDeletionPhase.none)
    }

    @Test func takingADeletionBackFailsWhileSwarmHasNoQuorum() throws {
        var fixture = try BareMetalFixture.cloud()
        try fixture.changeMachine("cmp-01") { ($0.delete, $0.deletionPolicy) = (true, .graceful) }
        let isAsked = fixture.run(atMost: .hours(1)) { fixture in
            fixture.world.objects(LCMClusterState.self).contains { $0.spec.type == .swarmDrain }
        }
        #expect(isAsked)
        try fixture.begin({ .powerLoss(host: $0) }, "bm-ctl-02")
        try fixture.begin({ .powerLoss(host: $0) }, "bm-ctl-03")
        fixture.run(.minutes(2))
        try fixture.changeMachine("cmp-01") { $0.delete = false }
        fixture.run(.minutes(5))
        #expect(fixture.texts(LCMEntry.deletionPhase, of: "cmp-01") == ["started", "aborting", "failed"])
        try fixture.end({ .powerLoss(host: $0) }, "bm-ctl-02")
        try fixture.end({ .powerLoss(host: $0) }, "bm-ctl-03")
        fixture.run(.hours(2))
        #expect(
            fixture.texts(LCMEntry.deletionPhase, of: "cmp-01") == [
                "started", "aborting", "failed", "taken back",
            ])
        let node = fixture.clusterNode("cmp-01")
        #expect(node?.spec.unschedulable != true)
    }

    @Test func aManagerIsNotDeletedWhenTheOthersWouldHaveNoMajority() throws {
        var fixture = try BareMetalFixture.cloud()
        try fixture.begin({ .powerLoss(host: $0) }, "bm-ctl-03")
        fixture.run(.minutes(10))
        try fixture.changeMachine("ctl-01") { ($0.delete, $0.deletionPolicy) = (true, .graceful) }
        fixture.run(.hours(2))
        #expect(fixture.waits(of: "ctl-01").contains("too few managers are Ready to delete one"))
        #expect(fixture.texts(LCMEntry.deletionPhase, of: "ctl-01").isEmpty)
        // Without the check Swarm itself refuses.
        try fixture.changeMachine("ctl-01") { $0.deletionPolicy = .unsafe }
        fixture.run(.hours(1))
        let members = fixture.members()
        #expect(members.contains("ctl-01"))
        #expect(fixture.count(EquipmentEntry.quorumLost) == 0)
        let rules = fixture.waits(of: "sr-ctl-01")
        #expect(rules.contains { $0.hasPrefix("quorum:") }, "\(rules)")
        // Who forces it loses the cluster.
        try fixture.changeMachine("ctl-01") { $0.deletionPolicy = .forced }
        fixture.run(.hours(1))
        let machine = fixture.machine("ctl-01")
        #expect(machine == nil)
        #expect(fixture.count(EquipmentEntry.quorumLost) == 1)
    }

    @Test func managersGoOneAtATime() throws {
        var builder = CloudBuilder()
        builder.managers = ["ctl-01", "ctl-02", "ctl-03", "ctl-04", "ctl-05"]
        var fixture = try BareMetalFixture(builder)
        for name in ["ctl-04", "ctl-05"] {
            try fixture.changeMachine(name) { ($0.delete, $0.deletionPolicy) = (true, .graceful) }
        }
        fixture.run(.hours(6))
        let members = fixture.members()
        #expect(members == ["cmp-01", "ctl-01", "ctl-02", "ctl-03"])
        let waited = fixture.waits(of: "ctl-05") + fixture.waits(of: "ctl-04")
        #expect(waited.contains("one manager may be deleted at a time"))
        #expect(fixture.count(EquipmentEntry.quorumLost) == 0)
    }

    @Test func aWorkerIsReplaced() throws {
        var fixture = try BareMetalFixture.cloud()
        try fixture.changeMachine("cmp-01") { ($0.delete, $0.deletionPolicy) = (true, .graceful) }
        fixture.run(.hours(3))
        try fixture.put(BareMetalFixture.newMachine("cmp-03"))
        fixture.run(.hours(4))
        let lcm = fixture.lcmMachine("cmp-03")
        #expect(lcm?.status.state == .ready)
        let count = try fixture.nodeCount()
        #expect((count.requested, count.ready) == (5, 5))
        let members = fixture.members()
        #expect(members == ["cmp-02", "cmp-03", "ctl-01", "ctl-02", "ctl-03"])
    }

    @Test func aManagerIsReplacedWithoutLossOfQuorum() throws {
        var fixture = try BareMetalFixture.cloud()
        try fixture.changeMachine("ctl-03") { ($0.delete, $0.deletionPolicy) = (true, .graceful) }
        fixture.run(.hours(3))
        try expectGone("ctl-03", fixture)
        try fixture.put(BareMetalFixture.newMachine("ctl-04", isManager: true))
        fixture.run(.hours(5))
        let lcm = fixture.lcmMachine("ctl-04")
        #expect(lcm?.status.state == .ready)
        let engine = fixture.world.plant.engines[0]
        #expect(engine.members.count(where: \.isManager) == 3)
        #expect(fixture.count(EquipmentEntry.quorumLost) == 0)
        let count = try fixture.nodeCount()
        #expect((count.requested, count.ready) == (5, 5))
    }

    @Test func aHostThatWasGivenBackServesTheNextMachineOfTheSameName() throws {
        var fixture = try BareMetalFixture.cloud()
        try fixture.changeMachine("cmp-01") { ($0.delete, $0.deletionPolicy) = (true, .graceful) }
        fixture.run(.hours(3))
        let spare = try fixture.host()
        try fixture.delete(spare)
        fixture.run(.minutes(10))
        try fixture.put(BareMetalFixture.newMachine("cmp-01"))
        fixture.run(.hours(4))
        #expect(try fixture.host("bm-cmp-01").spec.consumerRef?.name == "cmp-01")
        let lcm = fixture.lcmMachine("cmp-01")
        #expect(lcm?.status.state == .ready)
        let node = fixture.clusterNode("cmp-01")
        #expect(node?.status.isReady == true)
    }

    @Test(arguments: [
        (ControllerID.machine, 12), (.lcmMachine, 11), (.lcmClusterState, 5), (.openStack, 2),
        (.podGarbageCollector, 1),
    ])
    func aCrashAfterAnyWriteHoldsNoDeletionUp(controller: ControllerID, writes: Int) throws {
        let crashes = try BareMetalFixture.afterEachWrite(
            of: controller, in: { try BareMetalFixture.cloud() }
        ) { fixture, write in
            try fixture.changeMachine("cmp-01") { ($0.delete, $0.deletionPolicy) = (true, .graceful) }
            fixture.run(.hours(4))
            try expectGone("cmp-01", fixture)
            #expect(try fixture.state("bm-cmp-01") == .available, "\(controller) after \(write)")
        }
        #expect(crashes >= writes)
    }
}
