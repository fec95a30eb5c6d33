import Foundation
import HardwareAdapters
import HardwareClients
import HardwareInterfaces
import PeerPrograms
import Simulation
import Testing

/// A broker to which the suite puts its assertions.
struct BrokerArm: Sendable {
    /// The brokers that there are.
    enum Kind: String, CaseIterable, Sendable {
        /// The twin's own.
        case simulator
        /// RabbitMQ.
        case rabbitmq
    }

    static let broker = EquipmentID(kind: .messageBroker, index: 0)
    static let password = "correct-horse"

    var kind: Kind
    var client: any MessageBrokerClient
    private var peer: Peers.Peer?

    /// Runs a body with the broker of a kind, and closes its client.
    static func with(_ kind: Kind, _ body: (BrokerArm) async throws -> Void) async throws {
        switch kind {
        case .simulator: try await body(BrokerArm(kind: kind, client: SimulatedBroker()))
        case .rabbitmq:
            let peer = try await Peers.shared.peer("RabbitMQ", script: "rabbitmq")
            let limits = TimeLimits(connection: .seconds(2), answer: .seconds(3), command: .seconds(6))
            let client = RabbitMQManagementClient(devices: [broker: try device(peer)], limits: limits)
            do {
                try await body(BrokerArm(kind: kind, client: client, peer: peer))
            } catch {
                await client.close()
                throw error
            }
            await client.close()
        }
    }

    /// The real broker.
    static func device(_ peer: Peers.Peer, password: String = password) throws -> HTTPDevice {
        HTTPDevice(
            name: "broker", address: try #require(HTTPAddress(peer.address)), user: "twin",
            password: Secret(password))
    }

    /// What it says.
    func status() async throws -> RabbitMQStatus {
        guard case .status(let status) = try await client.perform(.status, on: Self.broker) else {
            throw RabbitMQError.malformed("another answer")
        }
        return status
    }

    /// Waits until it says what is wanted; false when it does not within a minute.
    func waits(_ isWanted: (RabbitMQStatus) -> Bool) async -> Bool {
        for _ in 0..<120 {
            do {
                if isWanted(try await status()) { return true }
            } catch is RabbitMQError {
                // It may not answer yet.
            } catch { return false }
            do { try await pause() } catch { return false }
        }
        return false
    }

    /// Does something to its process, which only the machine that it is on can.
    func process(_ command: RabbitMQCommand) async throws {
        guard peer == nil else { return try await script("\(command)") }
        _ = try await client.perform(command, on: Self.broker)
        // The real one's script waits until it is done.
        for _ in 0..<30 { try await pause() }
    }

    func setAlarm(_ isOn: Bool) async throws {
        if let simulated = client as? SimulatedBroker { return await simulated.setAlarm(isOn) }
        try await script("alarm", isOn ? "on" : "off")
    }

    func publish(_ count: Int) async throws {
        if let simulated = client as? SimulatedBroker {
            #expect(await simulated.publish(Int64(count)))
            return
        }
        try await script("publish", "\(count)")
    }

    /// Connects one client, which the simulator has from its start, or ends it.
    func connect(_ isConnected: Bool) async throws {
        if peer != nil { try await script(isConnected ? "connect" : "disconnect") }
    }

    private func script(_ words: String...) async throws {
        _ = try await PeerScript.run("rabbitmq", words, folder: try #require(peer).folder)
    }

    private func pause() async throws {
        if let simulated = client as? SimulatedBroker {
            await simulated.run(.milliseconds(500))
        } else {
            try await Task.sleep(for: .milliseconds(500))
        }
    }
}
