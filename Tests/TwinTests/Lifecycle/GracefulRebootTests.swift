import Controllers
import HardwareInterfaces
import HardwareSimulated
import Kubernetes
import Simulation
import Testing

@testable import Controllers
@testable import Twin

/// Reboots of machines one after the other.
@Suite struct GracefulRebootTests {
    private func request(_ machines: [String]) -> GracefulRebootRequest {
        var request = GracefulRebootRequest(metadata: ObjectMeta(name: "lab", namespace: "lab"))
        request.spec.machines = machines
        return request
    }

    private func expectAtRest(_ fixture: borrowing BareMetalFixture) {
        let requests = fixture.world.objects(GracefulRebootRequest.self)
        #expect(requests.isEmpty)
        let cluster = fixture.world.objects(ClusterMaintenanceRequest.self, cluster: 1)
        #expect(cluster.isEmpty)
        let node = fixture.world.objects(NodeMaintenanceRequest.self, cluster: 1)
        #expect(node.isEmpty)
        let states = fixture.world.objects(LCMClusterState.self)
        #expect(states.isEmpty)
        let nodes = fixture.world.objects(Node.self, cluster: 1)
        #expect(nodes.allSatisfy { $0.spec.unschedulable != true && $0.status.isReady })
        let locks = fixture.world.objects(NodeWorkloadLock.self, cluster: 1)
        #expect(locks.allSatisfy { $0.status.state == .active })
        let machines = fixture.world.objects(LCMMachine.self)
        #expect(machines.allSatisfy { $0.status.state == .ready && !$0.spec.rebootRequired })
        #expect(machines.allSatisfy { $0.metadata.annotations[Label.gracefulReboot] == nil })
        let clusters = fixture.world.objects(LCMCluster.self)
        #expect(clusters.allSatisfy { $0.status.machinesInUpdate.isEmpty })
    }

    @Test func theMachinesNamedRebootOneAfterTheOther() throws {
        var fixture = try BareMetalFixture.cloud()
        try fixture.put(request(["cmp-01", "cmp-02"]))
        fixture.run(.hours(4))
        expectAtRest(fixture)
        #expect(fixture.texts(LCMEntry.rebootAdmitted, of: "lab") == ["cmp-01", "cmp-02"])
        for name in ["cmp-01", "cmp-02"] {
            #expect(try fixture.equipment("bm-" + name).facts.boots == 2)
            #expect(fixture.texts(LCMEntry.machineState, of: name) == ["Reboot", "Ready"])
            #expect(fixture.texts(LCMEntry.drained, of: "cd-" + name) == ["Kubernetes"])
        }
        #expect(try fixture.equipment("bm-ctl-01").facts.boots == 1)
    }

    @Test func withoutNamesAllMachinesRebootManagersFirst() throws {
        var fixture = try BareMetalFixture.cloud()
        try fixture.put(request([]))
        fixture.run(.hours(8))
        expectAtRest(fixture)
        #expect(
            fixture.texts(LCMEntry.rebootAdmitted, of: "lab") == [
                "ctl-01", "ctl-02", "ctl-03", "cmp-01", "cmp-02",
            ])
        #expect(fixture.count(EquipmentEntry.quorumLost) == 0)
        #expect(fixture.count(LCMEntry.rebootCompleted) == 5)
    }

    @Test func aSecondRequestRebootsAgain() throws {
        var fixture = try BareMetalFixture.cloud()
        for _ in 0..<2 {
            try fixture.put(request(["cmp-01"]))
            fixture.run(.hours(3))
        }
        expectAtRest(fixture)
        #expect(try fixture.equipment("bm-cmp-01").facts.boots == 3)
    }

    @Test func aRequestWaitsUntilAllMachinesAreReady() throws {
        var fixture = try BareMetalFixture.cloud()
        try fixture.put(BareMetalFixture.newMachine("cmp-03"))
        fixture.run(.minutes(1))
        try fixture.put(request(["cmp-01"]))
        fixture.run(.minutes(10))
        #expect(fixture.waits(of: "lab").contains("the cluster and its machines are not all Ready"))
        #expect(fixture.count(LCMEntry.rebootRequested) == 0)
        fixture.run(.hours(5))
        expectAtRest(fixture)
        #expect(fixture.count(LCMEntry.rebootRequested) == 1)
    }

    @Test(arguments: [
        (ControllerID.lcmCluster, 12), (.lcmMachine, 12), (.lcmAgent, 6), (.openStack, 10),
    ])
    func aCrashAfterAnyWriteMakesNoMachineRebootTwice(controller: ControllerID, writes: Int) throws {
        let crashes = try BareMetalFixture.afterEachWrite(
            of: controller, in: { try BareMetalFixture.cloud() }
        ) { fixture, write in
            try fixture.put(request(["cmp-01", "cmp-02"]))
            fixture.run(.hours(5))
            expectAtRest(fixture)
            let boots = try ["cmp-01", "cmp-02"].map { try fixture.equipment("bm-" + $0).facts.boots }
            #expect(boots == [2, 2], "\(controller) after \(write)")
        }
        #expect(crashes >= writes)
    }
}
