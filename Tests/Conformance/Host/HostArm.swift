import Foundation
import HardwareAdapters
import HardwareClients
import HardwareInterfaces
import PeerPrograms
import Testing

/// A host to which the suite puts its assertions.
struct HostArm: Sendable {
    /// The hosts that there are.
    enum Kind: String, CaseIterable, Sendable {
        /// The twin's own.
        case simulator
        /// The machine that the tests run on.
        case machine
    }

    static let host = EquipmentID(kind: .host, index: 0)

    var client: any HostClient

    init(_ kind: Kind) throws {
        switch kind {
        case .simulator: client = SimulatedHostClient()
        case .machine:
            try Self.needs("lsblk", "ip")
            client = LocalHostClient(hosts: [Self.host: LocalHost(name: "here")])
        }
    }

    /// Ends the test where a program is not there.
    static func needs(_ programs: String...) throws {
        for program in programs {
            let isThere = ["/usr/bin", "/usr/sbin", "/bin", "/sbin"].contains {
                FileManager.default.isExecutableFile(atPath: "\($0)/\(program)")
            }
            guard isThere else {
                try Peers.endWithout(.installation("\(program): `make conformance` installs it"))
            }
        }
    }

    /// Runs a program, and cancels the test where this machine does not let it.
    static func tries(_ words: String...) async throws -> String {
        let (code, text) = try await ChildProcess.runApart(words)
        guard code == 0 else {
            try Peers.endWithout(
                .machine("\(words.joined(separator: " ")) is not possible here: \(text.prefix(200))"))
        }
        return text.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    func blockDevices() async throws -> [BlockDevice] {
        guard case .blockDevices(let devices) = try await client.perform(.readBlockDevices, on: Self.host)
        else { throw HostError.malformed("another answer") }
        return devices
    }

    func interfaces() async throws -> [NetworkInterface] {
        guard case .interfaces(let interfaces) = try await client.perform(.readInterfaces, on: Self.host)
        else { throw HostError.malformed("another answer") }
        return interfaces
    }

    /// The interface of this name, once it is as wanted, or after ten seconds however it is then.
    func interface(
        _ name: String, once isWanted: (NetworkInterface) -> Bool = { _ in true }
    ) async throws -> NetworkInterface {
        for _ in 0..<100 {
            let interface = try #require(try await interfaces().first { $0.name == name })
            if isWanted(interface) { return interface }
            try await Task.sleep(for: .milliseconds(100))
        }
        return try #require(try await interfaces().first { $0.name == name })
    }
}
