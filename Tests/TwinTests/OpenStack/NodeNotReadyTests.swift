import Controllers
import HardwareInterfaces
import Kubernetes
import Simulation
import Testing

@testable import Controllers
@testable import HardwareSimulated
@testable import Twin

@Suite struct NodeNotReadyTests {
    private static func fixture(_ services: String) throws -> ComputeFixture {
        var shape = ComputeFixture.Shape()
        shape.add(5, on: "cmp-01")
        shape.services = services
        shape.hasDatabase = true
        return try ComputeFixture(shape)
    }

    @Test func masakariBuildsTheInstancesOfADeadComputeAnew() throws {
        var cloud = try Self.fixture("[instance-ha]")
        cloud.begin(.powerLoss(host: try cloud.host("cmp-01")))
        // 40 s until the node is NotReady, 120 s flapping, 180 s until the service is down, 180 s of
        // Masakari's own, and 45 s for each three instances.
        cloud.run(.minutes(15))
        #expect(cloud.entries(ComputeEntry.hostFailureTaken).map(\.name) == ["cmp-01"])
        #expect(try cloud.instances("cmp-01").isEmpty)
        #expect(cloud.entries(ComputeEntry.evacuationBegan).count == 5)
        let up = cloud.entries(ComputeEntry.instanceUp)
        #expect(up.count == 5)
        for entry in up { #expect(entry.value >= SimDuration.minutes(6).nanoseconds) }
        let place = Int(try cloud.place("cmp-01"))
        let reason = cloud.world.plant.compute?.hypervisors[place].disabledReason ?? .empty
        #expect(cloud.world.state.substrate.kernel.names[reason] == "Masakari detected host failed.")
    }

    @Test func aNodeThatFailsAgainIsSeenToAgain() throws {
        var shape = ComputeFixture.Shape()
        // Instances that fit nowhere else: they are still there when it fails again.
        for compute in shape.computes { shape.add(1, on: compute, flavor: "huge") }
        shape.extraMOSK = shape.daemonSet("openvswitch-vswitchd")
        var cloud = try ComputeFixture(shape)
        let host = try cloud.host("cmp-01")
        for outage in 1...2 {
            let before = try cloud.daemonPod("openvswitch-vswitchd", on: "cmp-01").metadata.uid
            cloud.begin(.powerLoss(host: host))
            cloud.run(.minutes(15))
            #expect(try cloud.daemonPod("openvswitch-vswitchd", on: "cmp-01").metadata.uid != before)
            #expect(cloud.entries(ComputeEntry.hostFailureTaken).count == outage)
            cloud.end(.powerLoss(host: host))
            cloud.run(.minutes(30))
            let node = cloud.world.objects(Node.self, cluster: 1).first { $0.metadata.name == "cmp-01" }
            #expect(node?.status.isReady == true)
        }
    }

    @Test func withoutInstanceHAInstancesStayDown() throws {
        var cloud = try Self.fixture("[]")
        cloud.begin(.powerLoss(host: try cloud.host("cmp-01")))
        cloud.run(.minutes(30))
        #expect(cloud.entries(ComputeEntry.hostFailureTaken).isEmpty)
        #expect(try cloud.instances("cmp-01").count == 5)
        #expect(try cloud.instances("cmp-01").allSatisfy(\.isDown))
    }

    @Test(arguments: ["masakari-api", "masakari-engine"])
    func masakariWithoutPodsTakesNoHost(name: String) throws {
        var shape = ComputeFixture.Shape()
        shape.add(5, on: "cmp-01")
        shape.extraMOSK = """
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: \(name), namespace: openstack}
            spec:
              replicas: 0
              selector: {matchLabels: {application: masakari}}
              template: {metadata: {labels: {application: masakari}}}

            """
        var cloud = try ComputeFixture(shape)
        cloud.begin(.powerLoss(host: try cloud.host("cmp-01")))
        cloud.run(.minutes(30))
        #expect(cloud.entries(ComputeEntry.hostFailureTaken).isEmpty)
        #expect(try cloud.instances("cmp-01").count == 5)
        #expect(cloud.waits("cmp-01").contains("Masakari has no ready pod of \(name)"))
    }

    @Test func aKubeletThatIsSilentIsNoFailure() throws {
        var cloud = try Self.fixture("[instance-ha]")
        cloud.begin(.kubeletStopped(host: try cloud.host("cmp-01")))
        cloud.run(.minutes(30))
        #expect(cloud.entries(ComputeEntry.hostFailureTaken).isEmpty)
        #expect(cloud.waits("cmp-01") == ["the compute service of the node is still up"])
        #expect(cloud.entries(ComputeEntry.instanceDown).isEmpty)
    }

    @Test func podsOfADeadNodeAreGivenUpAfterTwoMinutes() throws {
        var cloud = try Self.fixture("[]")
        func pods() -> [Pod] {
            cloud.world.objects(Pod.self, cluster: 1).filter {
                $0.metadata.namespace == "openstack" && $0.spec.nodeName == "ctl-03"
            }
        }
        #expect(pods().count == 1)
        cloud.begin(.kubeletStopped(host: try cloud.host("ctl-03")))
        cloud.run(.seconds(120))
        #expect(pods().count == 1)
        cloud.run(.seconds(110))
        #expect(pods().isEmpty)
        // The StatefulSet has made another one, which goes elsewhere.
        cloud.run(.minutes(2))
        let placed = cloud.world.objects(Pod.self, cluster: 1).filter {
            $0.metadata.name.hasPrefix("mariadb-server") && !["", "ctl-03"].contains($0.spec.nodeName)
        }
        #expect(placed.count == 3)
    }

    @Test func aNodeThatFlapsKeepsItsPods() throws {
        var cloud = try Self.fixture("[]")
        let host = try cloud.host("ctl-03")
        let before = cloud.world.objects(Pod.self, cluster: 1).first {
            $0.metadata.name == "mariadb-server-2"
        }
        cloud.begin(.kubeletStopped(host: host))
        cloud.run(.seconds(100))
        cloud.end(.kubeletStopped(host: host))
        cloud.run(.minutes(10))
        let after = cloud.world.objects(Pod.self, cluster: 1).first { $0.metadata.name == "mariadb-server-2" }
        #expect(after?.metadata.uid == before?.metadata.uid)
        #expect(after?.status.isReady == true)
    }
}
