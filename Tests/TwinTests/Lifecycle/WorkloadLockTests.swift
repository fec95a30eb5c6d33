import Kubernetes
import Simulation
import Testing

@testable import Controllers
@testable import Twin

/// What all application controllers do about their locks alike.
@Suite struct WorkloadLockTests {
    /// Of a request for another release, each lock says so, until the request is withdrawn; nothing of it is
    /// left then, and no lock that was held all the time is said to be taken.
    @Test func aRequestForAnotherReleaseLeavesNothingBehind() throws {
        var cloud = try OpenSDNMaintenanceTests.cloud()
        let before = cloud.locks()
        #expect(Set(before.map(\.controller)).count == 3 && before.allSatisfy(\.status.errorMessage.isEmpty))
        var ofCluster = ClusterMaintenanceRequest(metadata: ObjectMeta(name: "by-hand"))
        ofCluster.spec.release = "another"
        try cloud.put(ofCluster)
        try cloud.ask("ctl-01", release: "another")
        try cloud.ask("cmp-01", release: "another")
        // Nobody has asked for an update, so that the cluster's request is withdrawn at once.
        var said: Set<String> = []
        for _ in 0..<100 {
            cloud.run(.milliseconds(100))
            said.formUnion(cloud.locks().filter { $0.status.errorMessage.contains("another") }.map(\.name))
        }
        let concerned = before.filter { ["", "ctl-01", "cmp-01"].contains($0.node) }
        #expect(said == Set(concerned.map(\.name)))
        try cloud.withdraw("ctl-01")
        try cloud.withdraw("cmp-01")
        cloud.run(.minutes(5))
        #expect(cloud.locks() == before)
        #expect(cloud.texts(LCMEntry.lockTaken).isEmpty && cloud.texts(LCMEntry.lockReleased).isEmpty)
    }

    /// A request that names no release is for any.
    @Test func aRequestWithoutReleaseIsForAll() throws {
        var cloud = try OpenSDNMaintenanceTests.cloud()
        let before = cloud.locks()
        try cloud.put(ClusterMaintenanceRequest(metadata: ObjectMeta(name: "by-hand")))
        try cloud.ask("cmp-01", release: "")
        cloud.run(.hours(1))
        let concerned = before.filter { $0.node == "cmp-01" }
        #expect(cloud.locks().filter { $0.status.state == .inactive }.map(\.name) == concerned.map(\.name))
        try cloud.withdraw("cmp-01")
        cloud.run(.hours(1))
        #expect(cloud.locks() == before)
    }
}

/// A lock on a cluster or node; without a node it is on the cluster.
private struct Lock: Equatable {
    var name: String
    var controller: String
    var node = ""
    var status: WorkloadLockStatus
}

extension OpenStackFixture {
    /// All locks, those on the cluster first.
    fileprivate func locks() -> [Lock] {
        world.objects(ClusterWorkloadLock.self, cluster: 1).map {
            Lock(name: $0.metadata.name, controller: $0.spec.controllerName, status: $0.status)
        }
            + world.objects(NodeWorkloadLock.self, cluster: 1).map {
                Lock(
                    name: $0.metadata.name, controller: $0.spec.controllerName, node: $0.spec.nodeName,
                    status: $0.status)
            }
    }

    /// Asks for the maintenance of a node.
    fileprivate mutating func ask(_ node: String, release: String) throws {
        var request = NodeMaintenanceRequest(metadata: ObjectMeta(name: node))
        request.spec.nodeName = node
        request.spec.scope = .drain
        request.spec.release = release
        try put(request)
    }

    /// Withdraws the request for a node.
    fileprivate mutating func withdraw(_ node: String) throws {
        let found = world.objects(NodeMaintenanceRequest.self, cluster: 1).first { $0.metadata.name == node }
        try delete(try #require(found))
    }
}
