import HardwareInterfaces
import HardwareSimulated
import Kubernetes
import Simulation
import Testing

@testable import Controllers
@testable import Twin

/// What becomes of the pods of a node whose kubelet is silent while their containers run on.
@Suite struct SilentNodeTests {
    /// The pods on a node, and those of them that are ready.
    private func pods(on node: String, _ fixture: borrowing DatabaseFixture) -> (
        all: [String], ready: [String]
    ) {
        let pods = fixture.world.objects(Pod.self, cluster: 1).filter { $0.spec.nodeName == node }
        return (pods.map(\.metadata.name), pods.filter(\.status.isReady).map(\.metadata.name))
    }

    @Test func allItsPodsAreNotReadyUntilItIsHeardAgain() throws {
        var fixture = try DatabaseFixture(hasMembers: true)
        fixture.run(.minutes(10))
        let (host, node) = (
            try fixture.host(of: "mariadb-server-1"),
            try fixture.find(Pod.self, "mariadb-server-1").spec.nodeName
        )
        let before = pods(on: node, fixture)
        #expect(before.all.count > 2 && before.ready == before.all)
        fixture.begin(.kubeletStopped(host: host))
        fixture.run(.minutes(2))
        #expect(pods(on: node, fixture).ready.isEmpty)
        #expect(fixture.readyPods() == ["mariadb-server-0", "mariadb-server-2"])
        #expect(fixture.world.plant.databaseStatus(1)?.isReady == true)
        fixture.end(.kubeletStopped(host: host))
        fixture.run(.seconds(2))
        // No container was started again.
        #expect(pods(on: node, fixture).ready == before.all)
    }

    @Test func withoutItsPlaneModelledTheNodeAloneSaysSo() throws {
        var fixture = try DatabaseFixture(hasMembers: true)
        fixture.world.state.substrate.estate.openStack = nil
        fixture.run(.minutes(10))
        let (host, node) = (
            try fixture.host(of: "mariadb-server-1"),
            try fixture.find(Pod.self, "mariadb-server-1").spec.nodeName
        )
        fixture.begin(.kubeletStopped(host: host))
        fixture.run(.minutes(2))
        #expect(pods(on: node, fixture).ready == pods(on: node, fixture).all)
        #expect(try fixture.find(Node.self, node).status.isReady == false)
    }
}
