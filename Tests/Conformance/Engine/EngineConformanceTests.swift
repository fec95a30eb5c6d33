import HardwareAdapters
import HardwareClients
import HardwareInterfaces
import Testing

extension WithPeers {
    /// What holds of every engine, simulated or real.
    @Suite(.serialized, .timeLimit(.minutes(5))) struct EngineConformanceTests {
        @Test(arguments: EngineArm.Kind.allCases)
        func theNodesAreListed(kind: EngineArm.Kind) async throws {
            try await EngineArm.with(kind) { arm in
                let nodes = try await arm.nodes()
                #expect(nodes.map(\.name) == ["manager-1", "manager-2", "manager-3"])
                #expect(nodes.allSatisfy { $0.isManager && $0.isReachable == true && $0.state == .ready })
                #expect(
                    nodes.allSatisfy { $0.availability == .active && $0.runtimeVersion?.isEmpty == false })
                #expect(EngineHealth(nodes) == EngineHealth(managers: 3, reachable: 3))
                // Who leads is not modelled.
                #expect(nodes.count { $0.isLeader == true } == (arm.kind == .simulator ? 0 : 1))
                guard case .version(let version) = try await arm.perform(.readVersion) else {
                    throw RuntimeArm.OddReply()
                }
                #expect(!version.isEmpty)
            }
        }

        @Test(arguments: EngineArm.Kind.allCases)
        func theAvailabilityIsSetAndReadBack(kind: EngineArm.Kind) async throws {
            try await EngineArm.with(kind) { arm in
                for availability in [EngineAvailability.drain, .drain, .pause, .active] {
                    #expect(
                        try await arm.perform(.setAvailability(node: "manager-2", availability))
                            == .availability(node: "manager-2", availability))
                    let node = try await arm.nodes().first { $0.name == "manager-2" }
                    #expect(node?.availability == availability && node?.isManager == true)
                }
                await #expect(throws: KubernetesEngineError.unknownNode) {
                    try await arm.perform(.setAvailability(node: "nobody", .drain))
                }
            }
        }

        @Test(arguments: EngineArm.Kind.allCases)
        func managersThatAreLostAreCountedUntilThereIsNoMajority(kind: EngineArm.Kind) async throws {
            try await EngineArm.with(kind) { arm in
                #expect(try await arm.waitForHealth(EngineHealth(managers: 3, reachable: 3)))
                try await arm.stop(3)
                #expect(try await arm.waitForHealth(EngineHealth(managers: 3, reachable: 2)))
                let lost = try await arm.nodes().first { $0.name == "manager-3" }
                #expect(lost?.isReachable == false)
                #expect(
                    try await arm.perform(.setAvailability(node: "manager-2", .pause))
                        == .availability(node: "manager-2", .pause))
                try await arm.stop(2)
                let alone = EngineHealth(managers: 3, reachable: 1)
                #expect(try await arm.waitForHealth(alone))
                // A swarm's leader takes some seconds to give up.
                let change = KubernetesEngineCommand.setAvailability(node: "manager-1", .drain)
                var error = await arm.refusal(of: change)
                for _ in 0..<60 where error != .noQuorum(alone) {
                    try await Task.sleep(for: .milliseconds(500))
                    error = await arm.refusal(of: change)
                }
                #expect(error == .noQuorum(alone))
                try await arm.start(2)
                try await arm.start(3)
                #expect(try await arm.waitForHealth(EngineHealth(managers: 3, reachable: 3)))
                for number in 1...2 {
                    _ = try await arm.perform(.setAvailability(node: "manager-\(number)", .active))
                }
            }
        }

        @Test func whatTheAPIDoesNotDoIsSaid() async throws {
            try await EngineArm.with(.swarm) { arm in
                for command in [
                    KubernetesEngineCommand.upgrade(node: "manager-1", version: "3.8"),
                    .join(node: "worker", isManager: false, version: "3.8"), .remove(node: "manager-3"),
                ] {
                    guard case .unsupported(let what) = await arm.refusal(of: command) else {
                        Issue.record("\(command) is not refused as such")
                        continue
                    }
                    #expect(what.hasSuffix("LCM does that on the nodes"))
                }
                let count = try await arm.nodes().count
                #expect(count == 3)
            }
        }

        @Test func aWrongPasswordIsUnauthorized() async throws {
            let peer = try await Peers.shared.peer("swarm", script: "docker", ["swarm"])
            let double = try MKEDouble(engine: peer.address)
            let client = MKEClient(devices: [EngineArm.engine: try EngineArm.device(double, password: "no")])
            await #expect(throws: KubernetesEngineError.unauthorized) {
                try await client.perform(.listNodes, on: EngineArm.engine)
            }
            await client.close()
            #expect(double.requests.map(\.line) == ["POST /auth/login HTTP/1.1"])
        }

        /// What the runtimes of a swarm say of it, which a simulated one says as well.
        @Test func aManagerTellsOfItsSwarm() async throws {
            let simulated = SimulatedEquipment()
            guard case .facts(let facts) = try await simulated.perform(.readFacts, on: RuntimeArm.runtime)
            else {
                throw RuntimeArm.OddReply()
            }
            let peer = try await Peers.shared.peer("swarm", script: "docker", ["swarm"])
            let device = DockerDevice(name: "manager-1", socket: peer.address)
            try await RuntimeArm.closing(DockerClient(devices: [RuntimeArm.runtime: device])) { client in
                guard case .facts(let real) = try await client.perform(.readFacts, on: RuntimeArm.runtime)
                else {
                    throw RuntimeArm.OddReply()
                }
                #expect(real.swarm == facts.swarm)
                #expect(real.swarm?.managers == 3 && real.swarm?.isManager == true)
            }
        }
    }
}
