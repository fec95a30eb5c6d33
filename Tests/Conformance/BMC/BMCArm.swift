import Foundation
import HardwareAdapters
import HardwareClients
import HardwareInterfaces
import HardwareSimulated
import Simulation
import Testing

/// A BMC to which the suite puts its assertions, with what is known of where it differs from the others.
struct BMCArm: Sendable {
    /// The BMCs that there are.
    enum Kind: String, CaseIterable, Sendable {
        /// The twin's own.
        case simulator
        /// sushy-tools' emulator over TLS, with its fake driver.
        case emulator
        /// A DMTF mockup by sushy-static, which cannot be changed.
        case mockup
    }

    /// What a BMC may tell of its server.
    enum Fact: String, CaseIterable, Sendable {
        case uuid, manufacturer, model, serial, biosVersion, health, processor, processors, threads, memory
        case bootable, resets, interfaces, drives, sensors, firmware
    }

    static let bmc = EquipmentID(kind: .bmc, index: 0)
    static let emulatorSystem = "/redfish/v1/Systems/27946b59-9e44-4fa7-8e91-000000000001"

    var kind: Kind
    var client: any BMCClient
    /// What it does not tell.
    var untold: Set<Fact>
    /// For how long a choice for one boot is said to hold.
    var once = BootOverride.Duration.once

    func perform(_ command: BMCCommand) async throws -> BMCReply {
        try await client.perform(command, on: Self.bmc)
    }

    /// Waits until the power is as wanted: the emulator switches it after 1 to 11 s.
    func waitForPower(_ wanted: PowerState) async throws -> Bool {
        for _ in 0..<40 {
            if try await perform(.readPower) == .power(wanted) { return true }
            try await pause()
        }
        return false
    }

    private func pause() async throws {
        if let simulated = client as? SimulatedBMC {
            await simulated.run(.seconds(30))
        } else {
            try await Task.sleep(for: .milliseconds(500))
        }
    }

    /// Runs a body with the arm of a kind, and closes its client.
    static func with(
        _ kind: Kind, password: String = "password", _ body: (BMCArm) async throws -> Void
    ) async throws {
        switch kind {
        case .simulator:
            let simulated = SimulatedBMC()
            if password != "password" { await simulated.begin(.bmcUnauthorized(host: 0)) }
            try await body(BMCArm(kind: kind, client: simulated, untold: []))
        case .emulator:
            try await closing(RedfishClient(devices: [bmc: emulator(password: password)])) { client in
                let arm = BMCArm(
                    kind: kind, client: client,
                    untold: [
                        .model, .serial, .biosVersion, .processor, .processors, .threads, .memory, .drives,
                    ],
                    once: .continuous)
                try await body(arm)
            }
        case .mockup:
            try await closing(RedfishClient(devices: [bmc: mockup()])) { client in
                try await body(BMCArm(kind: kind, client: client, untold: []))
            }
        }
    }

    /// Runs a body with a client, and closes that.
    static func closing(_ client: RedfishClient, _ body: (RedfishClient) async throws -> Void) async throws {
        do {
            try await body(client)
        } catch {
            await client.close()
            throw error
        }
        await client.close()
    }

    /// The first system of the emulator, trusted by the certificate that it made.
    static func emulator(password: String = "password") async throws -> RedfishDevice {
        let peer = try await Peers.shared.peer("sushy-emulator", script: "redfish", ["emulator"])
        var device = RedfishDevice(
            name: "emulator", address: try #require(HTTPAddress(peer.address)), user: "admin",
            password: Secret(password), trust: .authorities(file: "\(peer.folder)/certificate.pem"))
        device.system = emulatorSystem
        return device
    }

    /// The mockup's only system.
    static func mockup() async throws -> RedfishDevice {
        guard let shared = ProcessInfo.processInfo.environment["TWIN_SHARED"] else {
            try Test.cancel("TWIN_SHARED names no folder with the mockup in peers/redfish")
        }
        let archive = "\(shared)/peers/redfish/mockup-public-rackmount1.tar.xz"
        let peer = try await Peers.shared.peer("sushy-static", script: "redfish", ["mockup", archive])
        var device = RedfishDevice(
            name: "mockup", address: try #require(HTTPAddress(peer.address)), user: "", password: Secret(""))
        device.authentication = .none
        return device
    }
}
