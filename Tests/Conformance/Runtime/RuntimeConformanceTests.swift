import HardwareAdapters
import HardwareClients
import HardwareInterfaces
import HardwareSimulated
import PeerPrograms
import Testing

extension WithPeers {
    /// What holds of every container runtime, simulated or real.
    @Suite(.serialized, .timeLimit(.minutes(5))) struct RuntimeConformanceTests {
        @Test(arguments: RuntimeArm.Kind.allCases)
        func theVersionIsTold(kind: RuntimeArm.Kind) async throws {
            try await RuntimeArm.with(kind) { arm in
                let facts = try await arm.facts()
                #expect(!facts.version.isEmpty)
                #expect(try await arm.perform(.readVersion) == .version(facts.version))
            }
        }

        @Test(arguments: RuntimeArm.Kind.allCases)
        func whatIsNotToldIsKnown(kind: RuntimeArm.Kind) async throws {
            try await RuntimeArm.with(kind) { arm in
                let facts = try await arm.facts()
                let told: [RuntimeArm.Fact: Bool] = [
                    .product: facts.product != nil, .apiVersion: facts.apiVersion != nil,
                    .oldestAPIVersion: facts.oldestAPIVersion != nil,
                    .operatingSystem: facts.operatingSystem != nil, .kernel: facts.kernel != nil,
                    .architecture: facts.architecture != nil, .cgroupVersion: facts.cgroupVersion != nil,
                    .cgroupDriver: facts.cgroupDriver != nil, .storageDriver: facts.storageDriver != nil,
                    .liveRestore: facts.hasLiveRestore != nil, .swarm: facts.swarm != nil,
                    .containers: facts.containers != nil, .images: facts.images != nil,
                    .processors: facts.processors != nil, .memory: facts.memoryBytes != nil,
                ]
                for fact in RuntimeArm.Fact.allCases {
                    #expect(told[fact] == !arm.untold.contains(fact), "\(fact)")
                }
                #expect(facts.hasLiveRestore == false)
                #expect(facts.swarm?.state == arm.swarm)
            }
        }

        @Test(arguments: RuntimeArm.Kind.allCases)
        func containersAreListedWithTheirStates(kind: RuntimeArm.Kind) async throws {
            try await RuntimeArm.with(kind) { arm in
                // Restarts and a check of health need a moment.
                var containers = try await arm.containers()
                for _ in 0..<50 where !arm.known.allSatisfy({ $0.isLike(oneOf: containers) }) {
                    try await Task.sleep(for: .milliseconds(100))
                    containers = try await arm.containers()
                }
                for known in arm.known {
                    var found = try #require(containers.first { $0.name == known.name }, "\(known.name)")
                    #expect(!found.id.isEmpty)
                    found.id = ""
                    #expect(found == known)
                }
                #expect(Set(containers.map(\.id)).count == containers.count)
                #expect(containers.map(\.name) == containers.map(\.name).sorted())
                let counts = try await arm.facts().containers
                let running = containers.count { $0.state == .running }
                #expect(
                    counts == .init(running: running, paused: 0, stopped: containers.count - running))
            }
        }

        @Test(arguments: RuntimeArm.Kind.allCases)
        func imagesArePulled(kind: RuntimeArm.Kind) async throws {
            try await RuntimeArm.with(kind) { arm in
                let one = try await arm.perform(.pull(release: RuntimeArm.image, count: 1))
                let all = try await arm.perform(.pull(release: "21.0", count: 2))
                #expect(one == .pulled && all == .pulled)
                if let missing = arm.missingImage {
                    await #expect(throws: ContainerRuntimeError.pullFailed) {
                        try await arm.perform(.pull(release: missing, count: 1))
                    }
                }
            }
        }

        @Test(arguments: RuntimeArm.Kind.allCases)
        func anUpgradeIsDoneOrSaidToBeNoneOfItsBusiness(kind: RuntimeArm.Kind) async throws {
            try await RuntimeArm.with(kind) { arm in
                let before = try await arm.facts().version
                if arm.upgrades {
                    #expect(try await arm.perform(.upgrade(version: "25.0")) == .version("25.0"))
                    #expect(try await arm.facts().version == "25.0")
                } else {
                    let what = "an upgrade of itself: that is done by its host's packages"
                    await #expect(throws: ContainerRuntimeError.unsupported(what)) {
                        try await arm.perform(.upgrade(version: "25.0"))
                    }
                    #expect(try await arm.facts().version == before)
                }
            }
        }

        /// The simulator answers at once that nothing answers; of a real engine that hangs the connection
        /// is taken, and only the time tells.
        @Test func whatHangsIsNotWaitedFor() async throws {
            let simulated = SimulatedEquipment()
            await simulated.begin(.runtimeHang(host: 0))
            await #expect(throws: ContainerRuntimeError.unreachable) {
                try await simulated.perform(.readFacts, on: RuntimeArm.runtime)
            }
            let peer = try await Peers.shared.peer("docker", script: "docker")
            let device = DockerDevice(name: "docker", socket: peer.address)
            let limits = TimeLimits(connection: .seconds(1), answer: .seconds(1), command: .seconds(2))
            _ = try await PeerScript.run("docker", ["pause", "1"], folder: peer.folder)
            let client = DockerClient(devices: [RuntimeArm.runtime: device], limits: limits)
            await #expect(throws: ContainerRuntimeError.timedOut) {
                try await client.perform(.readFacts, on: RuntimeArm.runtime)
            }
            await client.close()
            _ = try await PeerScript.run("docker", ["resume", "1"], folder: peer.folder)
            try await RuntimeArm.closing(DockerClient(devices: [RuntimeArm.runtime: device])) { client in
                _ = try await client.perform(.readVersion, on: RuntimeArm.runtime)
            }
        }

        @Test func anEngineThatIsNotThereIsUnreachable() async throws {
            let long = DockerDevice(name: "mcr-2", socket: "/" + String(repeating: "a", count: 107))
            try await RuntimeArm.closing(DockerClient(devices: [RuntimeArm.runtime: long])) { client in
                await #expect(throws: ContainerRuntimeError.unreachable) {
                    try await client.perform(.readVersion, on: RuntimeArm.runtime)
                }
            }
            let device = DockerDevice(name: "mcr-1", socket: "/nonexistent/docker.sock")
            try await RuntimeArm.closing(DockerClient(devices: [RuntimeArm.runtime: device])) { client in
                do throws(DeviceFailure<ContainerRuntimeError>) {
                    _ = try await client.answer(.readVersion, of: RuntimeArm.runtime)
                    Issue.record("an answer of nobody")
                } catch {
                    #expect(error.reason == .unreachable)
                    #expect(
                        error.description
                            == "mcr-1: GET /version: the socket is not there or not allowed")
                }
            }
        }

        @Test func imagesOfWhichNothingIsKnownAreNotPulled() async throws {
            let device = DockerDevice(name: "mcr-1", socket: "/nonexistent/s", images: ["21.0": ["a/b:1"]])
            try await RuntimeArm.closing(DockerClient(devices: [RuntimeArm.runtime: device])) { client in
                for (release, count) in [("22.0", 1), ("21.0", 2), ("a/b", 1), ("a/b:1", 2)] {
                    do throws(ContainerRuntimeError) {
                        _ = try await client.perform(
                            .pull(release: release, count: count), on: RuntimeArm.runtime)
                        Issue.record("\(release) is pulled")
                    } catch {
                        guard case .unsupported = error else {
                            Issue.record("\(release): \(error)")
                            continue
                        }
                    }
                }
            }
        }
    }
}

extension RuntimeContainer {
    /// Whether one of some containers is this one, but for its identifier.
    fileprivate func isLike(oneOf containers: [RuntimeContainer]) -> Bool {
        containers.contains { container in
            var container = container
            container.id = id
            return container == self
        }
    }
}
