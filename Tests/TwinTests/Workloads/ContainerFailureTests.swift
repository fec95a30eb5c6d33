import Kubernetes
import Simulation
import Testing

@testable import Controllers
@testable import Twin

/// Containers that fail are started again, later each time.
@Suite struct ContainerFailureTests {
    private static let fault = APIFault.containersCrash(cluster: 1, workload: "web", times: .max)

    private static func cloud(replicas: Int64 = 2) throws -> BareMetalFixture {
        var fixture = try BareMetalFixture.workers(2)
        try fixture.putMOSK(BareMetalFixture.deployment("web", replicas))
        try fixture.putMOSK(BareMetalFixture.deployment("other", 1))
        fixture.run(.minutes(5))
        return fixture
    }

    /// When entries of a word are, of one pod.
    private static func times(
        _ fixture: borrowing BareMetalFixture, _ kind: EntryKind, _ pod: String
    ) -> [SimTime] {
        var found: [SimTime] = []
        let kernel = fixture.world.state.substrate.kernel
        kernel.journal.forEach(after: .none) { _, entry in
            if entry.kind == kind, kernel.names[entry.subject.name] == pod { found.append(entry.time) }
        }
        return found
    }

    @Test func theBackOffDoublesUpToFiveMinutesAndIsForgottenAfterTen() {
        var backoff = RestartBackoff()
        var now = SimTime.zero + .hours(1)
        var delays: [SimDuration] = []
        for _ in 0..<8 {
            backoff.end(at: now)
            delays.append(backoff.delay)
            now = backoff.begunAt + .seconds(20)
        }
        #expect(delays.map(\.wholeSeconds) == [0, 10, 20, 40, 80, 160, 300, 300])
        backoff.end(at: backoff.begunAt + .minutes(10))
        #expect(backoff.delay == .seconds(300))
        backoff.end(at: backoff.begunAt + .minutes(10) + .seconds(1))
        #expect(backoff.delay == .zero)
    }

    @Test func failingContainersLoopWithBackOffUntilTheFaultIsOver() throws {
        var fixture = try Self.cloud()
        let pods = fixture.pods(of: "web")
        #expect(pods.count { $0.status.isReady } == 2)
        fixture.world.state.substrate.begin(Self.fault, number: 9)
        fixture.run(.minutes(40))
        #expect(fixture.pods(of: "web").map(\.metadata.uid) == pods.map(\.metadata.uid))
        #expect(fixture.pods(of: "web").count { $0.status.isReady } == 0)
        #expect(fixture.pods(of: "other").count { $0.status.isReady } == 1)
        let name = try #require(pods.first).metadata.name
        let ends = Self.times(fixture, KubernetesEntry.containerFailed.kind, name)
        let gaps = zip(ends.dropFirst(), ends).map { $0 - $1 }
        // Between two ends lie the back-off of the first and a start, which takes the same time each time.
        let start = try #require(gaps.first)
        let delays = gaps.map { ($0 - start + .milliseconds(500)).wholeSeconds }
        #expect(delays.prefix(8) == [0, 10, 20, 40, 80, 160, 300, 300])
        let begun = Self.times(fixture, SimulationEntry.waitBegan.kind, name)
        #expect(begun.count >= 7)
        fixture.world.state.substrate.endAPIFault(number: 9)
        fixture.run(.minutes(6))
        #expect(fixture.pods(of: "web").count { $0.status.isReady } == 2)
        #expect(fixture.find(Deployment.self, "web")?.status.readyReplicas == 2)
    }

    @Test func eachPodFailsAsOftenAsIsSaid() throws {
        var fixture = try Self.cloud()
        fixture.world.state.substrate.begin(
            .containersCrash(cluster: 1, workload: "web", times: 3), number: 9)
        fixture.run(.minutes(20))
        for pod in fixture.pods(of: "web") {
            let name = pod.metadata.name
            #expect(Self.times(fixture, KubernetesEntry.containerFailed.kind, name).count == 3)
            #expect(pod.status.isReady)
        }
    }

    @Test func aNewPodFailsTooAndAKubeletThatStartsAnewBeginsWithoutBackOff() throws {
        var fixture = try Self.cloud()
        fixture.world.state.substrate.begin(Self.fault, number: 9)
        try fixture.deleteMOSK(try #require(fixture.pods(of: "web").first))
        fixture.run(.minutes(30))
        for pod in fixture.pods(of: "web") {
            let count = Self.times(fixture, KubernetesEntry.containerFailed.kind, pod.metadata.name).count
            #expect(count > 5)
        }
        let name = try #require(fixture.pods(of: "web").first).metadata.name
        fixture.world.state.substrate.crash(.kubelet, downtime: .seconds(1))
        let before = Self.times(fixture, KubernetesEntry.containerFailed.kind, name).count
        fixture.run(.minutes(2))
        #expect(Self.times(fixture, KubernetesEntry.containerFailed.kind, name).count >= before + 2)
        fixture.world.state.substrate.endAPIFault(number: 9)
        fixture.run(.minutes(6))
        #expect(fixture.pods(of: "web").count { $0.status.isReady } == 2)
    }

    @Test func podsOfAReplicaSetAreThoseOfItsDeployment() throws {
        var fixture = try Self.cloud(replicas: 1)
        var pod = try #require(fixture.pods(of: "web").first)
        pod.metadata.ownerReferences[0].kind = "ReplicaSet"
        pod.metadata.ownerReferences[0].name = "web-6d4cf56db6"
        let work = WorkKey(cluster: 1, object: fixture.world.state.substrate.key(pod))
        fixture.world.state.substrate.begin(Self.fault, number: 9)
        #expect(
            fixture.world.state.substrate.crashFault(of: Stored(key: work.object, object: pod), work) != nil)
        pod.metadata.ownerReferences[0].name = "web-admin-6d4cf56db6"
        #expect(
            fixture.world.state.substrate.crashFault(of: Stored(key: work.object, object: pod), work) == nil)
    }
}
