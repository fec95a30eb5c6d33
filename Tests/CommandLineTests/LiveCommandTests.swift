import Foundation
import Testing

/// `twin live`, with devices that are not there.
@Suite struct LiveCommandTests {
    private static let device = "- host: bm-ctl-01\n  redfish: http://127.0.0.1:1\n"

    private func live(
        _ equipment: String, _ more: [String] = [], in folder: ScratchFolder
    ) throws -> TwinProcess.Answer {
        let file = try folder.write(equipment, to: "equipment.yaml")
        return try TwinProcess.run(
            ["live", "--cloud", TwinProcess.cloud, "--equipment", file, "--pace", "fast", "--until", "10m"]
                + more, in: folder)
    }

    @Test func aRunIsReplayedWithoutTheDevices() throws {
        let folder = try ScratchFolder()
        let answer = try live("devices:\n" + Self.device, in: folder)
        #expect(answer.code == 0, "\(answer.error)")
        #expect(answer.out.hasPrefix("bm-ctl-01: read the power\n"))
        let id = try #require(answer.out.split(separator: " ").last).trimmingCharacters(in: .newlines)
        let again = try TwinProcess.run(["replay", id], in: folder)
        #expect(again.code == 0, "\(again.error)")
        #expect(again.out.hasPrefix("equal: "))
        let fingerprint = try #require(again.out.split { " ,".contains($0) }.dropFirst().first)
        #expect(answer.out.contains("completed: \(fingerprint), "))
    }

    @Test func aDryRunSaysWhatItWouldAsk() throws {
        let folder = try ScratchFolder()
        let answer = try live("devices:\n" + Self.device, ["--dry-run", "--no-store"], in: folder)
        #expect(answer.code == 0, "\(answer.error)")
        #expect(answer.out.hasPrefix("bm-ctl-01: would read the power\n"))
    }

    @Test(
        arguments: [
            ("", "there is no device in it"),
            ("device: []\n", "equipment.yaml:1:1: device: there is no such field; did you mean 'devices'?"),
            (
                "devices:\n- redfish: https://a\n",
                "equipment.yaml:2:3: devices[0].host: the device has no host"
            ),
            (
                "devices:\n" + device.replacingOccurrences(of: "ctl-01", with: "ctl-1"),
                "equipment.yaml:2:9: no BareMetalHost of the cloud is called bm-ctl-1; did you mean bm-ctl-01?"
            ),
            (
                "devices:\n" + device + device,
                "equipment.yaml:4:9: devices[1].host: a device of this host is written already"
            ),
            (
                "devices:\n- host: bm-ctl-01\n  redfish: https://u:secret@a/\n",
                "equipment.yaml:3:12: devices[0].redfish: no address of a BMC"
            ),
            ("devices:\n" + device + "  user: u\n", "equipment.yaml:4:9: devices[0].user: the user has no"),
            (
                "devices:\n" + device + "  user: u\n  passwordFile: none\n",
                "equipment.yaml:5:17: devices[0].passwordFile: the file cannot be read"
            ),
            (
                "devices:\n" + device + "  user: u\n  passwordEnv: TWIN_NO_SUCH_VARIABLE\n",
                "equipment.yaml:5:16: devices[0].passwordEnv: there is no such variable"
            ),
            (
                "devices:\n" + device + "  caFile: /dev/null\n  insecure: true\n",
                "equipment.yaml:5:13: devices[0].insecure: caFile and insecure exclude each other"
            ),
            (
                "devices:\n" + device + "  system: 1\n",
                "equipment.yaml:4:11: devices[0].system: expected a string, found an integer"
            ),
            (
                "devices:\n" + device + "  system: Systems/1\n",
                "equipment.yaml:4:11: devices[0].system: no path of a resource"
            ),
            (
                "devices:\n" + device + "  pasword: x\n",
                "equipment.yaml:4:3: devices[0].pasword: there is no such"
            ),
        ])
    func badEquipmentIsToldWithItsPlace(text: String, message: String) throws {
        let folder = try ScratchFolder()
        let answer = try live(text, in: folder)
        #expect(answer.code == 2)
        #expect(answer.error.contains(message), "\(answer.error)")
        #expect(!answer.error.contains("secret") && answer.out.isEmpty)
    }

    @Test(
        arguments: [
            (["--allow", "powr"], "--allow powr: no class of commands is called so; did you mean power?"),
            (["--pace", "0"], "--pace 0: neither fast nor a number from 1 to 100000"),
            (["--until", "x"], "--until x: not a duration"),
        ])
    func badOptionsAreTold(words: [String], message: String) throws {
        let folder = try ScratchFolder()
        let answer = try live("devices:\n" + Self.device, words, in: folder)
        #expect(answer.code == 2)
        #expect(answer.error.contains(message), "\(answer.error)")
    }
}
