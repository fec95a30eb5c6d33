import Foundation
import HardwareAdapters
import HardwareInterfaces
import PeerPrograms
import Testing

extension WithPeers {
    /// `twin live`, run as a user runs it, at OpenIPMI's simulator.
    @Suite struct LiveIPMITests {
        private static let cloud = PeerScript.top.appending(path: "scenarios/clusters/small").path

        @Test func aHostIsSwitchedByIPMI() async throws {
            let device = try await BMCArm.ipmi()
            let folder = FileManager.default.temporaryDirectory.appending(
                path: "twin-live-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            defer {
                do { try FileManager.default.removeItem(at: folder) } catch { Issue.record(error) }
            }
            let file = folder.appending(path: "equipment.yaml")
            try Data(
                """
                devices:
                - host: mosk/bm-cmp-01
                  ipmi: ipmi://\(device.host):\(device.port)
                  user: \(device.user)
                  passwordEnv: LIVE_PASSWORD
                  cipherSuite: 3

                """.utf8
            ).write(to: file)
            let variables = [
                "LIVE_PASSWORD": "password", "TWIN_STORE": folder.appending(path: "store").path,
            ]
            try await BMCArm.with(.ipmi) { arm async throws in
                // Somebody has switched it off; its controller wants it on.
                _ = try await arm.perform(.setPower(.off))
                #expect(try await arm.waitForPower(.off))
                let live = try await TwinProgram.run(
                    [
                        "live", "--cloud", Self.cloud, "--equipment", file.path, "--allow", "power", "--pace",
                        "fast", "--until", "10m",
                    ], variables)
                #expect(live.code == 0, "\(live.text)")
                #expect(live.text.contains("mosk/bm-cmp-01: switch the power on\n"), "\(live.text)")
                #expect(!live.text.contains("password"))
                #expect(try await arm.perform(.readPower) == .power(.on))
            }
            let replay = try await TwinProgram.run(["replay", "latest"], variables)
            #expect(replay.code == 0 && replay.text.hasPrefix("equal: "), "\(replay.text)")
            let fit = try await TwinProgram.run(["calibrate", "--from", "latest"], variables)
            #expect(fit.code == 0, "\(fit.text)")
            #expect(fit.text.contains("BMC power on: 1 sample, "), "\(fit.text)")
            #expect(fit.text.contains("- {name: \"bmc.power.on\", "), "\(fit.text)")
        }
    }
}
