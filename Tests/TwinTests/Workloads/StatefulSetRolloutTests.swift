import Kubernetes
import Simulation
import Testing

@testable import Controllers
@testable import Twin

/// How a StatefulSet makes, drops and replaces its pods.
@Suite struct StatefulSetRolloutTests {
    private func started(
        _ replicas: Int64, _ change: (inout StatefulSetSpec) -> Void = { _ in }
    ) throws -> BareMetalFixture {
        var fixture = try BareMetalFixture.workers(3)
        var set = BareMetalFixture.statefulSet("quorum", replicas)
        change(&set.spec)
        try fixture.putMOSK(set)
        fixture.run(.minutes(10))
        let status = try fixture.get(StatefulSet.self, "quorum").status
        try #require(status.readyReplicas == replicas)
        return fixture
    }

    private func setImage(_ image: String, _ fixture: inout BareMetalFixture) throws {
        try fixture.change(StatefulSet.self, "quorum") { $0.spec.template.spec.containers[0].image = image }
    }

    @Test func rollsFromTheHighestOrdinalOneByOne() throws {
        var fixture = try started(3)
        try setImage("two", &fixture)
        var order: [String] = []
        var mostMissing = 0
        fixture.watch(.minutes(20)) { fixture in
            let pods = fixture.pods(of: "quorum")
            mostMissing = max(mostMissing, 3 - pods.count { $0.status.isReady && !$0.metadata.isDeleting })
            for pod in pods where pod.metadata.isDeleting && order.last != pod.metadata.name {
                order.append(pod.metadata.name)
            }
        }
        #expect(order == ["quorum-2", "quorum-1", "quorum-0"])
        #expect(mostMissing == 1)
        #expect(fixture.pods(of: "quorum").map(\.image) == ["two", "two", "two"])
        let status = try fixture.get(StatefulSet.self, "quorum").status
        #expect((status.updatedReplicas, status.currentReplicas, status.readyReplicas) == (3, 3, 3))
        #expect(status.currentRevision == status.updateRevision)
        #expect(fixture.world.objects(ControllerRevision.self, cluster: 1).count == 3)
    }

    @Test func aPartitionKeepsLowerOrdinalsAtTheOldTemplate() throws {
        var fixture = try started(3)
        try fixture.change(StatefulSet.self, "quorum") {
            $0.spec.template.spec.containers[0].image = "two"
            var rolling = RollingUpdate()
            rolling.partition = 2
            $0.spec.updateStrategy.rollingUpdate = rolling
        }
        fixture.run(.minutes(10))
        #expect(fixture.pods(of: "quorum").map(\.image) == ["one", "one", "two"])
        var status = try fixture.get(StatefulSet.self, "quorum").status
        #expect((status.updatedReplicas, status.currentReplicas) == (1, 2))
        #expect(status.currentRevision != status.updateRevision)
        // One that goes comes back as it was.
        try fixture.deleteMOSK(try #require(fixture.pods(of: "quorum").first))
        fixture.run(.minutes(5))
        #expect(fixture.pods(of: "quorum").map(\.image) == ["one", "one", "two"])
        try fixture.change(StatefulSet.self, "quorum") { $0.spec.updateStrategy.rollingUpdate?.partition = 0 }
        fixture.run(.minutes(10))
        #expect(fixture.pods(of: "quorum").map(\.image) == ["two", "two", "two"])
        status = try fixture.get(StatefulSet.self, "quorum").status
        #expect(status.currentRevision == status.updateRevision)
    }

    @Test func onDeleteReplacesWhatIsDeletedOnly() throws {
        var fixture = try started(2) { $0.updateStrategy.type = .onDelete }
        try setImage("two", &fixture)
        fixture.run(.minutes(10))
        #expect(fixture.pods(of: "quorum").map(\.image) == ["one", "one"])
        try fixture.deleteMOSK(try #require(fixture.pods(of: "quorum").first))
        fixture.run(.minutes(5))
        #expect(fixture.pods(of: "quorum").map(\.image) == ["two", "one"])
        let status = try fixture.get(StatefulSet.self, "quorum").status
        #expect((status.observedGeneration, status.updatedReplicas) == (2, 1))
    }

    @Test(arguments: [PodManagementPolicy.orderedReady, .parallel])
    func scalesDownFromTheHighest(policy: PodManagementPolicy) throws {
        var fixture = try started(4) { $0.podManagementPolicy = policy }
        try fixture.change(StatefulSet.self, "quorum") { $0.spec.replicas = 1 }
        var most = 0
        fixture.watch(.minutes(10)) { fixture in
            most = max(most, fixture.pods(of: "quorum").count(where: \.metadata.isDeleting))
        }
        #expect(fixture.pods(of: "quorum").map(\.metadata.name) == ["quorum-0"])
        #expect(most == (policy == .parallel ? 3 : 1))
    }

    @Test func aCrashAfterAnyWriteLeadsToTheSameEnd() throws {
        let crashes = try BareMetalFixture.afterEachWrite(of: .workload) {
            try started(2)
        } body: { fixture, write in
            try setImage("two", &fixture)
            fixture.run(.minutes(20))
            #expect(fixture.pods(of: "quorum").map(\.image) == ["two", "two"], "after \(write)")
            let status = try fixture.get(StatefulSet.self, "quorum").status
            #expect(status.currentRevision == status.updateRevision, "after \(write)")
            #expect((status.updatedReplicas, status.readyReplicas) == (2, 2), "after \(write)")
        }
        #expect(crashes >= 5)
    }
}
