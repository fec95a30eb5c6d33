import Kubernetes
import Simulation
import Testing

@testable import Controllers
@testable import Twin

/// Pods of OpenStack wait for endpoints and Jobs before they start, and only then.
@Suite struct StartDependencyTests {
    private static func entries(
        _ fixture: borrowing OpenStackFixture, _ word: SimulationEntry, _ rule: String
    ) -> [Entry] {
        var found: [Entry] = []
        let kernel = fixture.world.state.substrate.kernel
        kernel.journal.forEach(after: .none) { _, entry in
            guard entry.kind == word.kind,
                kernel.names[NameID(number: UInt32(truncatingIfNeeded: entry.value))] == rule
            else { return }
            found.append(entry)
        }
        return found
    }

    /// The one pod of an application and component that is not on its way out.
    private func pod(_ fixture: borrowing OpenStackFixture, _ prefix: String) -> Pod? {
        fixture.world.objects(Pod.self, cluster: 1).first {
            $0.metadata.name.hasPrefix(prefix) && !$0.metadata.isDeleting
        }
    }

    /// As above; it must be there.
    private func thePod(_ fixture: borrowing OpenStackFixture, _ prefix: String) throws -> Pod {
        let found = pod(fixture, prefix)
        return try #require(found)
    }

    private func scaleKeystone(_ fixture: inout OpenStackFixture, to count: Int64) throws {
        let found = fixture.world.objects(Deployment.self, cluster: 1).first {
            $0.metadata.name == "keystone-api"
        }
        var deployment = try #require(found)
        deployment.spec.replicas = count
        try fixture.put(deployment)
    }

    @Test func aPodWaitsForAnEndpointAndGoesOnWithTheWriteThatBringsIt() throws {
        var fixture = try OpenStackFixture()
        try scaleKeystone(&fixture, to: 0)
        fixture.run(.minutes(5))
        let running = fixture.world.objects(Pod.self, cluster: 1).count { $0.status.isReady }
        let old = try thePod(fixture, "glance-api")
        try fixture.delete(old)
        fixture.run(.minutes(10))
        let waiting = try thePod(fixture, "glance-api")
        #expect(!waiting.status.isReady && waiting.status.phase == .pending)
        #expect(!waiting.spec.nodeName.isEmpty)
        let begun = Self.entries(fixture, .waitBegan, "no pod behind it is ready")
        #expect(begun.count == 1)
        let names = fixture.world.state.substrate.kernel.names
        #expect(begun.first.map { names[$0.object.name] } == "keystone-api")
        // What runs is not stopped by it.
        #expect(fixture.world.objects(Pod.self, cluster: 1).count { $0.status.isReady } == running - 1)
        try scaleKeystone(&fixture, to: 1)
        fixture.run(.minutes(5))
        #expect(pod(fixture, "glance-api")?.status.isReady == true)
        let ended = Self.entries(fixture, .waitEnded, "no pod behind it is ready")
        let (first, last) = (try #require(begun.first), try #require(ended.first))
        #expect(ended.count == 1)
        #expect((last.time - first.time).nanoseconds % SimDuration.seconds(2).nanoseconds == 0)
        let journal = fixture.world.state.substrate.kernel.journal
        var cause: Entry?
        journal.forEach(after: .none) { number, entry in
            if number == last.cause { cause = entry }
        }
        #expect(cause.map { names[$0.subject.name] } == "keystone-api")
        #expect(fixture.world.state.substrate.startWaits.isEmpty)
    }

    @Test func aPodWaitsForAJob() throws {
        var fixture = try OpenStackFixture()
        let name = "keystone-fernet-setup"
        let found = fixture.world.objects(Job.self, cluster: 1).first { $0.metadata.name == name }
        let job = try #require(found)
        try fixture.delete(job)
        try fixture.delete(try thePod(fixture, "keystone-api"))
        fixture.run(.minutes(10))
        #expect(pod(fixture, "keystone-api")?.status.isReady == false)
        #expect(Self.entries(fixture, .waitBegan, "the Job is not complete").count == 1)
        var again = Job(metadata: ObjectMeta(name: name, namespace: "openstack"))
        again.spec.template = job.spec.template
        try fixture.put(again)
        fixture.run(.minutes(10))
        #expect(pod(fixture, "keystone-api")?.status.isReady == true)
        #expect(Self.entries(fixture, .waitEnded, "the Job is not complete").count == 1)
    }

    @Test func waitingCostsNoEvents() throws {
        var fixture = try OpenStackFixture()
        try scaleKeystone(&fixture, to: 0)
        fixture.run(.minutes(30))
        var before = fixture.world.eventCount
        fixture.run(.hours(2))
        let without = fixture.world.eventCount - before
        try fixture.delete(try thePod(fixture, "glance-api"))
        fixture.run(.minutes(30))
        before = fixture.world.eventCount
        fixture.run(.hours(2))
        #expect(fixture.world.eventCount - before <= without)
        #expect(!fixture.world.state.substrate.startWaits.isEmpty)
    }

    @Test func aForkOfAWorldThatWaitsGoesOnAlike() throws {
        var fixture = try OpenStackFixture()
        try scaleKeystone(&fixture, to: 0)
        fixture.run(.minutes(5))
        try fixture.delete(try thePod(fixture, "glance-api"))
        fixture.run(.minutes(5))
        var fork = OpenStackFixture(fixture.world.fork())
        try scaleKeystone(&fork, to: 1)
        fork.run(.minutes(5))
        #expect(fixture.world.state.substrate.startWaits.isEmpty == false)
        try scaleKeystone(&fixture, to: 1)
        fixture.run(.minutes(5))
        #expect(
            fork.world.state.substrate.kernel.journal.fingerprint
                == fixture.world.state.substrate.kernel.journal.fingerprint)
    }

    @Test func aKubeletThatStartsAnewStillWaits() throws {
        var fixture = try OpenStackFixture()
        try scaleKeystone(&fixture, to: 0)
        fixture.run(.minutes(5))
        try fixture.delete(try thePod(fixture, "glance-api"))
        fixture.run(.minutes(5))
        fixture.world.state.substrate.crash(.kubelet, downtime: .seconds(30))
        fixture.run(.minutes(5))
        #expect(pod(fixture, "glance-api")?.status.isReady == false)
        try scaleKeystone(&fixture, to: 1)
        fixture.run(.minutes(5))
        #expect(pod(fixture, "glance-api")?.status.isReady == true)
    }

    @Test func whatTheCloudDoesNotHaveIsNotWaitedFor() throws {
        let plan = try OpenStackInventoryTests.plan(preset: "core", size: "small")
        #expect(plan.missingDependencies == [])
        var inventory = try Cloud.catalogue.get().openStack
        inventory.services.removeAll { $0.name == "identity" }
        var core = OpenStackDeployment(metadata: ObjectMeta(name: "osdpl", namespace: "openstack"))
        core.spec.openstackVersion = "caracal"
        core.spec.preset = "core"
        core.spec.size = "small"
        let without = try #require(OpenStackPlan(core, inventory, controllerVersion: "17.4.0"))
        #expect(without.missingDependencies == ["identity"])
        for (each, expected) in [(plan, true), (without, false)] {
            let service = try #require(each.services.first { $0.name == "image" })
            let row = try #require(each.workloads(of: service).first)
            let glance = try Deployment(value: each.document(row, of: service))
            let variables = glance.spec.template.spec.initContainers.flatMap(\.env)
            let services = variables.first { $0.name == StartTable.services }?.value ?? ""
            #expect(services.split(separator: ",").contains("identity") == expected)
        }
    }

    @Test func whoHasItsOwnMessagingWaitsForThat() throws {
        let plan = try OpenStackInventoryTests.plan(size: "small")
        for (name, expected) in [
            ("networking", "networking/oslo_messaging"), ("compute", "compute/oslo_messaging"),
            ("image", "oslo_messaging"),
        ] {
            let service = try #require(plan.services.first { $0.name == name })
            #expect(plan.endpoint("oslo_messaging", for: service) == expected)
        }
    }

    /// Every endpoint and Job that a row of the inventory names has somebody behind it.
    @Test func everyDependencyOfTheInventoryIsKnown() throws {
        let inventory = try Cloud.catalogue.get().openStack
        let endpoints = Set(inventory.services.flatMap { $0.workloads.flatMap(\.serves) })
        let jobs = Set(inventory.services.flatMap { $0.jobs.map(\.name) })
        for service in inventory.services {
            for name in service.workloads.flatMap(\.services) + service.jobs.flatMap(\.services) {
                #expect(endpoints.contains(name), "\(service.name) waits for \(name)")
            }
            for name in service.workloads.flatMap(\.jobs) + service.jobs.flatMap(\.jobs) {
                #expect(jobs.contains(name), "\(service.name) waits for \(name)")
            }
        }
    }
}
