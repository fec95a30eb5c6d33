import Foundation
import PeerPrograms
import Testing

/// The programs of other people that tests talk to, each started when the first test asks for it.
actor Peers {
    static let shared = Peers()

    /// A program that was started.
    struct Peer: Sendable {
        fileprivate var script: String
        /// The folder of its data.
        var folder: String
        /// Where it answers.
        var address: String
    }

    /// Those of which no two run at a time, since each takes much of a small machine.
    private static let heavy: Set = ["galera", "rabbitmq", "ceph", "ironic"]

    private var running: [String: Peer] = [:]

    /// The peer of this name, started if need be.
    func peer(_ name: String, script: String, _ arguments: [String] = []) async throws -> Peer {
        if let known = running[name] { return known }
        try await Self.need(script)
        if Self.heavy.contains(script) {
            for (other, peer) in running where Self.heavy.contains(peer.script) {
                running[other] = nil
                try await end(peer)
            }
        }
        let folder = FileManager.default.temporaryDirectory.appending(path: "twin-peer-\(UUID().uuidString)")
            .path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        var peer = Peer(script: script, folder: folder, address: "")
        do {
            peer.address = try await PeerScript.run(script, ["up"] + arguments, folder: folder)
        } catch {
            try await end(peer)
            throw error
        }
        running[name] = peer
        return peer
    }

    /// Ends one of them, with its data.
    private func end(_ peer: Peer) async throws {
        _ = try await PeerScript.run(peer.script, ["down"], folder: peer.folder)
        try FileManager.default.removeItem(atPath: peer.folder)
    }

    /// Ends all that were started.
    func end() async throws {
        for peer in running.values { try await end(peer) }
        running = [:]
    }
}

/// Ends the peers when all tests of a suite have ended.
struct PeersTrait: SuiteTrait, TestScoping {
    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        do {
            try await function()
        } catch {
            try await Peers.shared.end()
            throw error
        }
        try await Peers.shared.end()
    }
}

/// All tests that talk to programs of other people: one after the other, since these are slow and heavy.
@Suite(.serialized, PeersTrait()) enum WithPeers {}
