import HardwareSimulated
import Kubernetes
import Scenarios
import Simulation
import Testing

@testable import Controllers
@testable import Twin

@Suite struct OpenStackDeploymentTests {
    private static let version = "17.4.0+25.1"

    @Test func importedDeploymentIsAtRest() throws {
        let fixture = try OpenStackFixture()
        let status = try fixture.status()
        #expect(status.osdpl.state == .applied)
        #expect(status.osdpl.lcmProgress == "\(status.services.count)/\(status.services.count)")
        #expect(status.osdpl.health == "\(status.health.count)/\(status.health.count)")
        #expect(status.health["nova"]?["compute-default"]?.status == .ready)
        #expect(status.health["mariadb"]?["server"]?.status == .ready)
        #expect(fixture.writes(.openStackDeployment) == 0)
        #expect(fixture.writes(.workload) == 0)
        #expect(fixture.texts(OpenStackEntry.openStackState) == [])
    }

    @Test func aChangeIsAppliedToAllServicesAndRollsThem() throws {
        var fixture = try OpenStackFixture()
        let before = try fixture.status()
        try fixture.change { $0.size = "tiny" }
        fixture.run(.hours(1))
        let after = try fixture.status()
        #expect(fixture.texts(OpenStackEntry.openStackState) == ["APPLYING", "APPLIED"])
        #expect(after.osdpl.fingerprint != before.osdpl.fingerprint)
        #expect(after.osdpl.cause == "update")
        #expect(after.osdpl.lcmProgress == "\(after.services.count)/\(after.services.count)")
        #expect(after.services.values.allSatisfy { $0.fingerprint == after.osdpl.fingerprint })
        let api = fixture.world.objects(Deployment.self, cluster: 1).first {
            $0.metadata.name == "keystone-api"
        }
        #expect(api?.spec.replicas == 3)
        #expect(api?.status.readyReplicas == 3)
        let names = Set(fixture.texts(OpenStackEntry.openStackServiceApplied))
        #expect(names == Set(after.services.names))
    }

    @Test func healthIsWrittenInTheRoundsOfItsLoopOnly() throws {
        var fixture = try OpenStackFixture()
        try fixture.change { $0.features?["services"] = .list([.string("key-manager")]) }
        fixture.run(.minutes(20))
        let kernel = fixture.world.state.substrate.kernel
        let beats = fixture.world.state.substrate.beats(.openStackHealth, of: 1)
        var count = 0
        kernel.journal.forEach(after: .none) { _, entry in
            guard entry.kind == OpenStackEntry.openStackHealth.kind else { return }
            count += 1
            #expect(entry.time - beats.last(upTo: entry.time) < .seconds(3))
        }
        #expect(count > 0)
        #expect(try fixture.status().health["barbican"]?["api"]?.status == .ready)
    }

    @Test func nodeThatIsNotReadyKeepsEveryChangeApplying() throws {
        var fixture = try OpenStackFixture()
        let host = try fixture.host("cmp-01")
        fixture.world.state.plant.begin(
            .network(.detached(host: host)), &fixture.world.state.substrate.kernel)
        _ = fixture.world.state.route()
        fixture.run(.minutes(10))
        try fixture.change { $0.size = "tiny" }
        fixture.run(.hours(2))
        var status = try fixture.status()
        #expect(status.osdpl.state == .applying)
        #expect(status.services.values.allSatisfy { $0.state == .waiting })
        fixture.world.state.plant.end(
            .network(.detached(host: host)), &fixture.world.state.substrate.kernel)
        _ = fixture.world.state.route()
        fixture.run(.hours(1))
        status = try fixture.status()
        #expect(status.osdpl.state == .applied)
    }

    @Test func stuckReleaseHoldsItsServiceAndNoOther() throws {
        var fixture = try OpenStackFixture()
        let fault = APIFault.helmReleaseStuck(cluster: 1, release: "openstack-keystone")
        fixture.world.state.substrate.begin(fault, number: 99)
        try fixture.change { $0.size = "tiny" }
        fixture.run(.hours(1))
        var status = try fixture.status()
        #expect(status.osdpl.state == .applying)
        #expect(status.services.entries.filter { $0.value.state != .applied }.map(\.name) == ["identity"])
        let total = status.services.count
        #expect(status.osdpl.lcmProgress == "\(total - 1)/\(total)")
        fixture.world.state.substrate.endAPIFault(number: 99)
        fixture.run(.minutes(10))
        status = try fixture.status()
        #expect(status.osdpl.state == .applied)
    }

    @Test func anUpgradeTakesOneServiceAfterTheOther() throws {
        var fixture = try OpenStackFixture()
        try fixture.change { $0.openstackVersion = "caracal" }
        fixture.run(.hours(6))
        let status = try fixture.status()
        #expect(status.osdpl.state == .applied)
        #expect(status.osdpl.openstackVersion == "caracal")
        #expect(status.services.values.allSatisfy { $0.openstackVersion == "caracal" })
        let order = ["identity", "placement", "image", "networking", "compute", "dashboard"]
        #expect(fixture.texts(OpenStackEntry.openStackUpgradeBegan) == order)
        #expect(fixture.texts(OpenStackEntry.openStackUpgradeEnded) == order)
        #expect(fixture.texts(OpenStackEntry.openStackState) == ["APPLYING", "APPLIED"])
        let jobs = fixture.world.objects(Job.self, cluster: 1)
        let contract = jobs.first { $0.metadata.name == "keystone-db-sync-contract" }
        #expect(contract?.status.isComplete == true)
        let api = fixture.world.objects(Deployment.self, cluster: 1).first {
            $0.metadata.name == "keystone-api"
        }
        #expect(api?.spec.template.spec.containers.first?.image.contains("caracal") ?? false)
        #expect(status.health.values.allSatisfy { $0.values.allSatisfy { $0.status == .ready } })
    }

    @Test func theProductUpdateRollsOpenStackBeforeItsLockIsReleased() throws {
        let template = try OpenStackFixture.builder().template()
        let rested = RunToRest(template)
        #expect(rested.outcome == .completed)
        let run = rested.run
        #expect(run.entries(LCMEntry.activityBegan, subject: "openstack-osdpl").isEmpty)
        let applied = try #require(
            run.firstTime(OpenStackEntry.openStackState, subject: "osdpl", object: "APPLIED"))
        let released = try #require(run.firstTime(LCMEntry.lockReleased, subject: "openstack-osdpl"))
        #expect(applied < released)
        let status = try #require(
            rested.world.objects(OpenStackDeploymentStatus.self, cluster: 1).first
        ).status
        #expect(status.osdpl.controllerVersion == template.release.spec.version)
        let pods = rested.world.objects(Pod.self, cluster: 1).filter {
            $0.metadata.namespace == "openstack" && $0.metadata.ownerReferences.first?.kind != "Job"
        }
        // What is replaced only when somebody deletes it is, too: at the turn of its node.
        for name in ["openvswitch-vswitchd", "neutron-l3-agent-default"] {
            #expect(pods.contains { $0.metadata.name.hasPrefix(name) }, "\(name)")
        }
        let source = template.source.spec.version.split(separator: "+").first.map(String.init) ?? ""
        for pod in pods {
            #expect(!(pod.spec.containers.first?.image.contains(source) ?? true), "\(pod.metadata.name)")
        }
    }

    @Test(arguments: [ControllerID.openStackDeployment, .kubelet])
    func crashAfterAnyWriteLeadsToTheSameEnd(id: ControllerID) throws {
        let template = try OpenStackFixture.builder().template()
        let reference = RunToRest(template)
        let state = NormalState.of(reference.world)
        let writes = reference.world.substrate.runtimes[Int(id.rawValue)].writesApplied
        #expect(writes > 20)
        for write in stride(from: 1, through: writes, by: max(writes / 12, 1)) {
            let text = "controller-crash:\(id.name):\(write):30s"
            var options = RunOptions(seed: 7)
            options.faults = try template.faults([text])
            let rested = RunToRest(template, options)
            #expect(rested.run.entries(KubernetesEntry.controllerCrashed).count == 1, "\(text)")
            #expect(rested.outcome == .completed, "\(text)")
            #expect(NormalState.differences(state, NormalState.of(rested.world)) == [], "\(text)")
        }
    }

    @Test func aWorldThatTicksHasTheSameJournal() throws {
        let template = try OpenStackFixture.builder().template()
        let plain = RunDriver.record(template, RunOptions(seed: 7))
        var options = RunOptions(seed: 7)
        options.ticks = true
        #expect(RunDriver.record(template, options).fingerprint == plain.fingerprint)
    }
}
