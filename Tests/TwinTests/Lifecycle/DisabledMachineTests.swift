import Controllers
import HardwareInterfaces
import HardwareSimulated
import Kubernetes
import Simulation
import Testing

@testable import Controllers
@testable import Twin

/// Machines that are out of lifecycle management for a while.
@Suite struct DisabledMachineTests {
    private func disabled() throws -> BareMetalFixture {
        var fixture = try BareMetalFixture.cloud()
        try fixture.begin({ .hang(host: $0) }, "bm-cmp-01")
        fixture.run(.minutes(10))
        try fixture.changeMachine("cmp-01") { $0.disable = true }
        fixture.run(.hours(1))
        return fixture
    }

    @Test func aDisabledWorkerLeavesItsClusterAndIsNotCountedAsMissing() throws {
        let fixture = try disabled()
        let status = fixture.machine("cmp-01")?.status.providerStatus
        #expect(status?.status == "Disabled")
        #expect(status?.ready == false)
        let count = try fixture.nodeCount()
        #expect((count.requested, count.ready, count.disabled) == (5, 4, 1))
        let clusters = fixture.world.objects(Cluster.self)
        #expect(clusters.first { $0.metadata.name == "lab" }?.status.providerStatus.ready == true)
        let node = fixture.clusterNode("cmp-01")
        #expect(node == nil)
        let members = fixture.members()
        #expect(members == ["cmp-02", "ctl-01", "ctl-02", "ctl-03"])
        let pods = fixture.pods("cmp-01")
        #expect(pods.isEmpty)
        // What applications keep for it stays.
        let locks = fixture.locks("cmp-01")
        #expect(locks.count == 1)
        let words = fixture.world.objects(NodeDisableNotification.self, cluster: 1)
        #expect(words.map(\.spec.nodeName) == ["cmp-01"])
        let states = fixture.world.objects(LCMClusterState.self)
        #expect(states.isEmpty)
    }

    @Test func aDisabledWorkerDoesNotJoinByItselfWhenItRunsAgain() throws {
        var fixture = try disabled()
        try fixture.end({ .hang(host: $0) }, "bm-cmp-01")
        try fixture.change("bm-cmp-01") { $0.metadata.annotations[BareMetalHostAnnotation.reboot] = "" }
        fixture.run(.hours(1))
        #expect(try fixture.equipment("bm-cmp-01").isRunning)
        let node = fixture.clusterNode("cmp-01")
        #expect(node == nil)
    }

    @Test func anEnabledWorkerIsDeployedAnew() throws {
        var fixture = try disabled()
        try fixture.end({ .hang(host: $0) }, "bm-cmp-01")
        try fixture.change("bm-cmp-01") { $0.metadata.annotations[BareMetalHostAnnotation.reboot] = "" }
        fixture.run(.hours(1))
        try fixture.changeMachine("cmp-01") { $0.disable = false }
        fixture.run(.hours(3))
        let lcm = fixture.lcmMachine("cmp-01")
        #expect(lcm?.status.state == .ready)
        #expect(lcm?.status.release == "17.4.0+25.1")
        let node = fixture.clusterNode("cmp-01")
        #expect(node?.status.isReady == true)
        let count = try fixture.nodeCount()
        #expect((count.requested, count.ready, count.disabled) == (5, 5, 0))
        let words = fixture.world.objects(NodeDisableNotification.self, cluster: 1)
        #expect(words.isEmpty)
        let locks = fixture.locks("cmp-01")
        #expect(locks.count == 1)
        #expect(locks.allSatisfy { $0.status.state == .active })
        #expect(fixture.texts(LCMEntry.machineState, of: "cmp-01").first == "Pending")
    }

    @Test func aDisabledWorkerCanBeDeleted() throws {
        var fixture = try disabled()
        try fixture.changeMachine("cmp-01") { ($0.delete, $0.deletionPolicy) = (true, .graceful) }
        fixture.run(.hours(3))
        let machine = fixture.machine("cmp-01")
        #expect(machine == nil)
        let words = fixture.world.objects(NodeDisableNotification.self, cluster: 1)
        #expect(words.isEmpty)
        let locks = fixture.locks("cmp-01")
        #expect(locks.isEmpty)
        let count = try fixture.nodeCount()
        #expect((count.requested, count.ready, count.disabled) == (4, 4, 0))
    }

    @Test func aManagerCanNotBeDisabled() throws {
        var fixture = try BareMetalFixture.cloud()
        #expect(throws: APIError.invalid(reason: "only workers can be disabled")) {
            try fixture.changeMachine("ctl-01") { $0.disable = true }
        }
    }

    @Test(arguments: [
        (ControllerID.machine, 8), (.lcmMachine, 12), (.lcmCluster, 5), (.lcmClusterState, 2),
    ])
    func aCrashAfterAnyWriteDoesNotMatter(controller: ControllerID, writes: Int) throws {
        let crashes = try BareMetalFixture.afterEachWrite(
            of: controller, in: { try BareMetalFixture.cloud() }
        ) { fixture, write in
            try fixture.changeMachine("cmp-01") { $0.disable = true }
            fixture.run(.hours(1))
            let (node, states) = (
                fixture.clusterNode("cmp-01"), fixture.world.objects(LCMClusterState.self)
            )
            #expect(node == nil && states.isEmpty, "\(controller) after \(write)")
            try fixture.changeMachine("cmp-01") { $0.disable = false }
            fixture.run(.hours(3))
            let count = try fixture.nodeCount()
            #expect(
                (count.requested, count.ready, count.disabled) == (5, 5, 0), "\(controller) after \(write)")
        }
        #expect(crashes >= writes)
    }
}
