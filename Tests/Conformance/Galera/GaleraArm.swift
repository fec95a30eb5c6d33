import Foundation
import HardwareAdapters
import HardwareClients
import HardwareInterfaces
import PeerPrograms
import Simulation
import Testing

/// A Galera cluster of three members to which the suite puts its assertions.
struct GaleraArm: Sendable {
    /// The clusters that there are.
    enum Kind: String, CaseIterable, Sendable {
        /// The twin's own.
        case simulator
        /// MariaDB's.
        case mariadb
    }

    static let members = (0..<3).map { EquipmentID(kind: .galeraMember, index: $0) }
    static let password = "correct-horse"

    var kind: Kind
    var client: any GaleraClient
    /// What a held member's client finds: the simulator does not tell who takes a connection and is silent
    /// from who is not there.
    var silence: GaleraError
    private var peer: Peers.Peer?

    /// Runs a body with the cluster of a kind, all of whose members are synced.
    static func with(_ kind: Kind, _ body: (GaleraArm) async throws -> Void) async throws {
        switch kind {
        case .simulator:
            try await body(GaleraArm(kind: kind, client: SimulatedGalera(), silence: .unreachable))
        case .mariadb:
            let peer = try await cluster()
            _ = try await PeerScript.run("galera", ["restore"], folder: peer.folder)
            let client = MariaDBClient(devices: try devices(peer), limit: .seconds(2))
            try await body(GaleraArm(kind: kind, client: client, silence: .timedOut, peer: peer))
        }
    }

    /// The real cluster.
    static func cluster() async throws -> Peers.Peer {
        try await Peers.shared.peer("MariaDB with Galera", script: "galera")
    }

    /// Its members.
    static func devices(
        _ peer: Peers.Peer, user: String = "twin", password: String = password, trust: TLSTrust? = nil
    ) throws -> [EquipmentID: MariaDBDevice] {
        var devices: [EquipmentID: MariaDBDevice] = [:]
        for (member, address) in zip(members, peer.address.split(separator: "\n")) {
            let device = try #require(
                MariaDBDevice(
                    String(address), name: "member-\(member.index + 1)", user: user,
                    password: Secret(password), trust: trust))
            devices[member] = device
        }
        return devices
    }

    /// What a member says.
    func status(_ member: Int) async throws -> GaleraMemberStatus {
        guard case .status(let status) = try await client.perform(.status, on: Self.members[member]) else {
            throw GaleraError.malformed("another answer")
        }
        return status
    }

    /// Does something to the process of a member, which only the machine that it is on can.
    func process(_ command: GaleraCommand, _ member: Int) async throws {
        guard let peer else {
            _ = try await client.perform(command, on: Self.members[member])
            // The real one's script waits for the end of who leaves.
            if command == .stop { for _ in 0..<10 { try await pause() } }
            return
        }
        _ = try await PeerScript.run("galera", ["\(command)", "\(member + 1)"], folder: peer.folder)
    }

    /// Lets all processes run again, and waits until all are synced.
    func restore() async throws {
        if let peer {
            _ = try await PeerScript.run("galera", ["restore"], folder: peer.folder)
            return
        }
        for member in Self.members {
            for command in [GaleraCommand.resume, .start(newCluster: false)] {
                // Those that run refuse it.
                do throws(GaleraError) { _ = try await client.perform(command, on: member) } catch {}
            }
        }
        for member in 0..<3 {
            #expect(await waits(for: member) { $0.clusterSize == 3 && $0.passesReadiness })
        }
    }

    /// Waits until a member says what is wanted; false when it does not within a minute.
    func waits(for member: Int, _ isWanted: (GaleraMemberStatus) -> Bool) async -> Bool {
        for _ in 0..<200 {
            do {
                if isWanted(try await status(member)) { return true }
            } catch is GaleraError {
                // It may not answer yet.
            } catch { return false }
            do { try await pause() } catch { return false }
        }
        return false
    }

    private func pause() async throws {
        if let simulated = client as? SimulatedGalera {
            await simulated.run(.milliseconds(300))
        } else {
            try await Task.sleep(for: .milliseconds(300))
        }
    }
}
