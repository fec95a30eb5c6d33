import HardwareInterfaces
import HardwareSimulated
import Kubernetes
import Simulation
import Testing

@testable import Controllers
@testable import Twin

/// A pod whose containers have been down, or that is another one of the name, starts from the beginning.
@Suite struct PodStartTests {
    /// The node whose pod is looked at.
    private static let node = OpenStackFixture.builder().workers[0].name

    /// A cloud with a DaemonSet whose pods have started in the run.
    private static func started() throws -> OpenStackFixture {
        var fixture = try OpenStackFixture()
        try fixture.put(BareMetalFixture.daemonSet("agent"))
        fixture.run(.minutes(5))
        let pod = try pod(fixture)
        #expect(pod.status.isReady)
        #expect(Self.starts(of: pod, since: .zero, fixture).count == 1)
        return fixture
    }

    private static func pod(_ fixture: borrowing OpenStackFixture) throws -> Pod {
        let pod = fixture.world.objects(Pod.self, cluster: 1).first {
            $0.metadata.labels["app"] == "agent" && $0.spec.nodeName == node
        }
        return try #require(pod)
    }

    /// When a pod of this name began to start, and how long that was to take.
    private static func starts(
        of pod: Pod, since time: SimTime, _ fixture: borrowing OpenStackFixture
    ) -> [(begin: SimTime, length: SimDuration)] {
        var found: [(SimTime, SimDuration)] = []
        let kernel = fixture.world.state.substrate.kernel
        kernel.journal.forEach(after: .none) { _, entry in
            guard entry.kind == LCMEntry.activityBegan.kind, entry.time >= time,
                entry.subject.kind == PodSpec.kind.subjectKind,
                kernel.names[entry.subject.name] == pod.metadata.name,
                kernel.names[entry.object.name] == "start"
            else { return }
            found.append((entry.time, SimDuration(nanoseconds: entry.value)))
        }
        return found
    }

    /// Lets a pod become ready; answers when.
    private static func ready(_ fixture: inout OpenStackFixture) throws -> SimTime {
        let end = fixture.world.now + .minutes(30)
        while let next = fixture.world.nextTime, next <= end, fixture.world.step() {
            let pod = fixture.world.objects(Pod.self, cluster: 1).first {
                $0.metadata.labels["app"] == "agent" && $0.spec.nodeName == node
            }
            if pod?.status.isReady == true { break }
        }
        let pod = try pod(fixture)
        #expect(pod.status.isReady)
        return fixture.world.now
    }

    private static func begin(_ fault: HardwareFault, _ fixture: inout OpenStackFixture) {
        fixture.world.state.plant.begin(fault, &fixture.world.state.substrate.kernel)
        _ = fixture.world.state.route()
        fixture.world.state.reviewRhythms()
    }

    private static func end(_ fault: HardwareFault, _ fixture: inout OpenStackFixture) {
        fixture.world.state.plant.end(fault, &fixture.world.state.substrate.kernel)
        _ = fixture.world.state.route()
        fixture.world.state.reviewRhythms()
    }

    /// Others take the pod as not ready while its node is silent; the host restarts meanwhile, or not.
    @Test(arguments: [false, true], [false, true])
    func containersThatHaveBeenDownStartAgain(isKubeletStopped: Bool, restarts: Bool) throws {
        var fixture = try Self.started()
        let host = try fixture.host(Self.node)
        let cut: HardwareFault =
            isKubeletStopped ? .kubeletStopped(host: host) : .network(.detached(host: host))
        Self.begin(cut, &fixture)
        fixture.run(.minutes(2))
        let pod = try Self.pod(fixture)
        #expect(!pod.status.isReady)
        if restarts { Self.begin(.panic(host: host), &fixture) }
        fixture.run(.minutes(30))
        let back = fixture.world.now
        Self.end(cut, &fixture)
        let ready = try Self.ready(&fixture)
        let starts = Self.starts(of: pod, since: back, fixture)
        #expect(starts.count == (restarts ? 1 : 0))
        #expect(ready - back < .seconds(1) || restarts)
        for start in starts { #expect(ready - start.begin >= start.length) }
    }

    /// As a pod of a StatefulSet, whose node may be silent.
    @Test(arguments: [false, true])
    func anotherPodOfTheNameStartsFromTheBeginning(isSilent: Bool) throws {
        func find(_ fixture: borrowing OpenStackFixture) throws -> Pod {
            let pod = fixture.world.objects(Pod.self, cluster: 1).first { $0.metadata.name == "store-0" }
            return try #require(pod)
        }
        var fixture = try OpenStackFixture()
        try fixture.put(BareMetalFixture.statefulSet("store", 1))
        fixture.run(.minutes(5))
        let old = try find(fixture)
        #expect(old.status.isReady)
        if isSilent {
            Self.begin(.kubeletStopped(host: try fixture.host(old.spec.nodeName)), &fixture)
            fixture.run(.minutes(2))
        }
        let deleted = fixture.world.now
        try fixture.delete(old)
        fixture.run(.seconds(2))
        let new = try find(fixture)
        #expect(new.metadata.uid != old.metadata.uid && !new.status.isReady)
        #expect(Self.starts(of: old, since: .zero, fixture).count >= 1)
        fixture.run(.minutes(10))
        let starts = Self.starts(of: new, since: deleted, fixture)
        // Where there is no other node for it, it waits for its own.
        #expect(try find(fixture).status.isReady == !starts.isEmpty)
        #expect(starts.count == 1 || isSilent)
    }
}
