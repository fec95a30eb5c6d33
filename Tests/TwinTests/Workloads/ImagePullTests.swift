import HardwareInterfaces
import HardwareSimulated
import Kubernetes
import Simulation
import Testing

@testable import Controllers
@testable import Twin

/// Nodes pull the images of pods that they don't have, where OpenStack is modelled.
@Suite struct ImagePullTests {
    private static let image = "registry.example.org/apps/web:1"

    /// A Deployment of one pod with an image that no node has.
    private static func web() -> Deployment {
        var deployment = BareMetalFixture.deployment("web", 1)
        deployment.spec.template = BareMetalFixture.template("web", image: image)
        return deployment
    }

    private func pod(_ fixture: borrowing OpenStackFixture) -> Pod? {
        fixture.world.objects(Pod.self, cluster: 1).first { $0.metadata.labels["app"] == "web" }
    }

    /// How long the one pod takes from its node to its start.
    private func start(_ fixture: borrowing OpenStackFixture) throws -> SimDuration {
        var (given, begun): (SimTime?, SimTime?)
        let kernel = fixture.world.state.substrate.kernel
        kernel.journal.forEach(after: .none) { _, entry in
            guard kernel.names[entry.subject.name].hasPrefix("web-") else { return }
            if entry.kind == LCMEntry.podScheduled.kind { given = entry.time }
            if entry.kind == LCMEntry.activityBegan.kind { begun = entry.time }
        }
        let (from, to) = (try #require(given), try #require(begun))
        return to - from
    }

    private static func waits(_ fixture: borrowing OpenStackFixture) -> [SimTime] {
        var found: [SimTime] = []
        let kernel = fixture.world.state.substrate.kernel
        kernel.journal.forEach(after: .none) { _, entry in
            guard entry.kind == SimulationEntry.waitBegan.kind else { return }
            let rule = kernel.names[NameID(number: UInt32(truncatingIfNeeded: entry.value))]
            if rule == "ImagePullBackOff: the origin of images does not answer" { found.append(entry.time) }
        }
        return found
    }

    @Test func aNodePullsAnImageOnce() throws {
        var fixture = try OpenStackFixture()
        try fixture.put(Self.web())
        fixture.run(.minutes(5))
        #expect(pod(fixture)?.status.isReady == true)
        // From the origin 180 MB at 500 Mbit/s, to the host at 2 Gbit/s, and 6 s to unpack them.
        let first = try start(fixture)
        #expect(first > .seconds(9) && first < .seconds(11))
        let old = pod(fixture)
        let host = try fixture.host(old?.spec.nodeName ?? "")
        let name = try #require(fixture.world.state.substrate.kernel.names.find(Self.image))
        #expect(fixture.world.state.substrate.estate.nodes[Int(host)].images.has(name))
        // The same node has it; another one gets it from the cache of the mirror.
        try fixture.delete(try #require(old))
        fixture.run(.minutes(5))
        #expect(pod(fixture)?.metadata.uid != old?.metadata.uid)
        let isSame = pod(fixture)?.spec.nodeName == old?.spec.nodeName
        let second = try start(fixture)
        #expect(second < (isSame ? .seconds(1) : .seconds(8)))
    }

    @Test func withoutAnOriginItBacksOffUntilThatIsBack() throws {
        var fixture = try OpenStackFixture()
        fixture.world.state.plant.begin(.originDown(.images), &fixture.world.state.substrate.kernel)
        try fixture.put(Self.web())
        fixture.run(.minutes(30))
        #expect(pod(fixture)?.status.phase == .pending)
        #expect(Self.waits(fixture).count == 1)
        fixture.world.state.plant.end(.originDown(.images), &fixture.world.state.substrate.kernel)
        fixture.run(.minutes(7))
        #expect(pod(fixture)?.status.isReady == true)
    }

    @Test func theBackOffDoublesUpToFiveMinutes() {
        var failure: ImagePullFailure?
        var delays: [Int64] = []
        for _ in 0..<7 {
            let next = ImagePullFailure(after: failure, at: .zero, of: .none, "why")
            if case .blocked(_, _, let retry) = next.wait(at: .zero) {
                delays.append(retry?.wholeSeconds ?? 0)
            }
            failure = next
        }
        #expect(delays == [10, 20, 40, 80, 160, 300, 300])
        #expect(failure?.wait(at: .zero + .seconds(300)) == nil)
    }

    @Test func slowPullsOfANodeDelayItsPods() throws {
        var fixture = try OpenStackFixture()
        for host in fixture.world.plant.hosts.indices.map(UInt32.init) {
            fixture.world.state.plant.begin(
                .slowPulls(host: host, factor: 20), &fixture.world.state.substrate.kernel)
        }
        try fixture.put(Self.web())
        fixture.run(.minutes(10))
        let length = try start(fixture)
        #expect(length > .seconds(120) && length < .seconds(130))
    }

    @Test func theCacheOfImagesHoldsWhatRunsOnItsNodes() throws {
        let plan = try OpenStackInventoryTests.plan(preset: "core", size: "tiny")
        let cache = try #require(plan.cache)
        var held: Set<String> = []
        for row in plan.workloads(of: cache) {
            let set = try DaemonSet(value: plan.document(row, of: cache))
            let images = set.spec.template.spec.containers.map(\.image)
            #expect(!images.isEmpty && Set(images).count == images.count)
            held.formUnion(images)
        }
        for service in plan.services {
            for row in plan.workloads(of: service) where row.node != "kubernetes.io/os=linux" {
                let pods = plan.document(row, of: service).at("spec", "template", "spec", "containers")
                let image = pods?.list?.first?["image"]?.string
                #expect(held.contains(try #require(image)), "\(row.name)")
            }
            for row in plan.jobs(of: service) {
                let pods = plan.document(row, of: service).at("spec", "template", "spec", "containers")
                #expect(held.contains(try #require(pods?.list?.first?["image"]?.string)), "\(row.name)")
            }
        }
    }

    /// The images of a new release are there before its pods are made: only the cache's pods pull them.
    @Test func anUpgradePullsAheadAndPodsDontWait() throws {
        var fixture = try OpenStackFixture()
        try fixture.change { $0.openstackVersion = "caracal" }
        fixture.run(.hours(6))
        #expect(try fixture.status().osdpl.state == .applied)
        var pulling: Set<String> = []
        let kernel = fixture.world.state.substrate.kernel
        kernel.journal.forEach(after: .none) { _, entry in
            guard entry.kind == EquipmentEntry.commandIssued.kind,
                kernel.names[NameID(number: UInt32(truncatingIfNeeded: entry.value))].hasPrefix("pull ")
            else { return }
            pulling.insert(String(kernel.names[entry.subject.name].prefix(16)))
        }
        #expect(pulling == ["image-precaching"])
    }
}
