import HardwareAdapters
import HardwareClients
import HardwareInterfaces
import HardwareSimulated
import PeerPrograms
import Testing

/// An engine of three managers to which the suite puts its assertions.
struct EngineArm: Sendable {
    /// The engines that there are.
    enum Kind: String, CaseIterable, Sendable {
        /// The twin's own.
        case simulator
        /// Three Docker Engines that are a swarm, behind a double of MKE's log-in.
        case swarm
    }

    static let engine = EquipmentID(kind: .kubernetesEngine, index: 0)

    var kind: Kind
    var client: any KubernetesEngineClient
    /// Takes a manager away (2 or 3), and gives it back.
    var stop: @Sendable (Int) async throws -> Void
    var start: @Sendable (Int) async throws -> Void

    func perform(_ command: KubernetesEngineCommand) async throws -> KubernetesEngineReply {
        try await client.perform(command, on: Self.engine)
    }

    /// What stands against a command; nil where nothing does.
    func refusal(of command: KubernetesEngineCommand) async -> KubernetesEngineError? {
        do throws(KubernetesEngineError) {
            _ = try await client.perform(command, on: Self.engine)
        } catch {
            return error
        }
        return nil
    }

    func nodes() async throws -> [EngineNode] {
        guard case .nodes(let nodes) = try await perform(.listNodes) else { throw RuntimeArm.OddReply() }
        return nodes
    }

    /// Waits until the health is as wanted: a swarm notices within seconds.
    func waitForHealth(_ wanted: EngineHealth) async throws -> Bool {
        for _ in 0..<80 {
            if try await perform(.readHealth) == .health(wanted) { return true }
            try await Task.sleep(for: .milliseconds(kind == .simulator ? 1 : 500))
        }
        return false
    }

    /// Runs a body with the arm of a kind, and closes its client.
    static func with(_ kind: Kind, _ body: (EngineArm) async throws -> Void) async throws {
        switch kind {
        case .simulator:
            let simulated = SimulatedEquipment()
            try await body(
                EngineArm(
                    kind: kind, client: simulated,
                    stop: { await simulated.begin(.managerLost(host: UInt32($0 - 1))) },
                    start: { await simulated.end(.managerLost(host: UInt32($0 - 1))) }))
        case .swarm:
            let peer = try await Peers.shared.peer("swarm", script: "docker", ["swarm"])
            let double = try MKEDouble(engine: peer.address)
            let client = MKEClient(devices: [engine: try device(double)])
            do {
                try await body(
                    EngineArm(
                        kind: kind, client: client,
                        stop: { number in
                            _ = try await PeerScript.run(
                                "docker", ["stop", "\(number)"], folder: peer.folder)
                        },
                        start: { number in
                            _ = try await PeerScript.run(
                                "docker", ["start", "\(number)"], folder: peer.folder)
                        }))
            } catch {
                await client.close()
                throw error
            }
            await client.close()
            #expect(double.requests.last?.line.hasPrefix("POST /id/logout ") == true)
        }
    }

    static func device(_ double: MKEDouble, password: String = "password") throws -> HTTPDevice {
        HTTPDevice(
            name: "mke", address: try #require(HTTPAddress(double.address)), user: "admin",
            password: Secret(password))
    }
}
