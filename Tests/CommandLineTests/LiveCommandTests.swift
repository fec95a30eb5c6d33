import Foundation
import Testing

/// `twin live`, with devices that are not there.
@Suite struct LiveCommandTests {
    private static let device = "- host: bm-ctl-01\n  redfish: http://127.0.0.1:1\n"
    private static let ipmi =
        "devices:\n- host: bm-ctl-01\n  ipmi: ipmi://a\n  user: u\n  passwordEnv: PATH\n"

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
        // The log of what was received has served its turn.
        #expect(try folder.names(in: "store").filter { $0.hasSuffix(".twinlog") } == [])
    }

    /// Waits until a run has taken an answer; answers with the name of its log.
    private func log(of process: Process, in folder: ScratchFolder) throws -> String? {
        for _ in 0..<1200 where process.isRunning {
            if let name = try folder.names(in: "store").first(where: { $0.hasSuffix(".twinlog") }),
                String(decoding: try Data(contentsOf: folder.url("store/\(name)")), as: UTF8.self)
                    .contains("\n{\"taken\":")
            {
                return name
            }
            usleep(50_000)
        }
        return nil
    }

    @Test func aRunThatIsKilledIsReplayedUpToThere() throws {
        let folder = try ScratchFolder()
        let equipment = try folder.write("devices:\n" + Self.device, to: "equipment.yaml")
        let process = TwinProcess.process(
            TwinProcess.binary,
            ["live", "--cloud", TwinProcess.cloud, "--equipment", equipment, "--until", "1h"], in: folder)
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        let log = try log(of: process, in: folder)
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        let name = try #require(log)
        let id = String(name.dropLast(".twinlog".count))
        #expect(try folder.names(in: "store").filter { $0.hasSuffix(".twinrun") } == [])
        #expect(try TwinProcess.run(["runs"], in: folder).error.contains("\(id): a live run that was killed"))

        let again = try TwinProcess.run(["replay", id], in: folder)
        #expect(again.code == 0, "\(again.error)")
        #expect(again.out.contains("\nequal up to there: ") && again.error.isEmpty, "\(again.error)")

        // Half of its last record is missing.
        let place = folder.url("store/\(name)")
        let text = String(decoding: try Data(contentsOf: place), as: UTF8.self)
        let end = try #require(text.range(of: "\n{\"taken\":")).lowerBound
        let line = text[text.index(after: end)...].prefix { $0 != "\n" }
        try folder.write(text[..<end] + "\n" + line + "\n" + line.prefix(30), to: "store/\(name)")
        let cut = try TwinProcess.run(["replay", String(id.dropLast())], in: folder)
        #expect(cut.code == 0 && cut.out.hasPrefix("killed, or going on: 1 answer up to "), "\(cut)")
        #expect(cut.error == "note: \(id): its last record was cut off, and is left out\n")

        // An answer to another question is another run.
        let other = line.replacing("\"number\":1}", with: "\"number\":9}")
        #expect(other != line)
        try folder.write(text[..<end] + "\n" + other + "\n", to: "store/\(name)")
        let differing = try TwinProcess.run(["replay", place.path], in: folder)
        #expect(differing.code == 5 && differing.error.contains("the replay differs"), "\(differing)")
    }

    @Test func withoutItsProgramIPMIIsRefusedAtOnce() throws {
        let folder = try ScratchFolder()
        let file = try folder.write(Self.ipmi, to: "equipment.yaml")
        let answer = try TwinProcess.shell(
            "PATH=/none exec \"$TWIN\" live --cloud '\(TwinProcess.cloud)' --equipment '\(file)' --no-store",
            in: folder)
        #expect(answer.code == 2 && answer.out.isEmpty)
        #expect(
            answer.error.contains(
                "equipment.yaml:3:9: devices[0].ipmi: the program ipmitool is not installed; install it"),
            "\(answer.error)")
    }

    @Test func durationsAreFittedToWhatBMCsTook() throws {
        let folder = try ScratchFolder()
        var lines = [#"{"run":{"head":{"command":["live","--cloud","lab"],"hosts":["mosk/a"],"inputs":0}}}"#]
        for (sent, answered) in [(0, 2), (10, 14), (20, 28)] {
            let (sent, answered) = (sent * 1_000_000_000, answered * 1_000_000_000)
            lines.append(
                #"{"exchange":{"of":{"answered":\#(answered),"command":{"readPower":{}},"#
                    + #""failed":false,"host":"mosk/a","power":"on","sent":\#(sent)}}}"#)
        }
        try FileManager.default.createDirectory(at: folder.url("store"), withIntermediateDirectories: true)
        try folder.write(lines.joined(separator: "\n") + "\n", to: "store/r1.twinlog")
        let answer = try TwinProcess.run(["calibrate", "--from", "r1"], in: folder)
        #expect(answer.code == 0)
        #expect(answer.error.hasPrefix("BMC command: 3 samples, median 4s, nine of ten "), "\(answer.error)")
        #expect(answer.out.contains("\n- {name: \"bmc.command\", median: 4s, "), "\(answer.out)")
        #expect(answer.out.contains("source: \"3 samples of BMC command\"}"))
    }

    /// The file of `twin calibrate` is taken, though the built-in timings have no such names.
    @Test func durationsOfBMCsAreTaken() throws {
        let folder = try ScratchFolder()
        func rehearse(_ name: String) throws -> TwinProcess.Answer {
            let file = try folder.write("timings: [{name: \(name), median: 9s}]\n", to: "timings.yaml")
            return try TwinProcess.rehearse(TwinProcess.cloud, ["--timings", file], in: folder)
        }
        let known = try rehearse("\"bmc.power.on@cmp-01\"")
        #expect(known.code == 0, "\(known.error)")
        let unknown = try rehearse("bmc.power.of")
        #expect(unknown.code == 2 && unknown.error.contains("did you mean bmc.power.o"), "\(unknown.error)")
    }

    @Test func aRunWithoutRealEquipmentHasNothingToMeasure() throws {
        let folder = try ScratchFolder()
        func calibrate() throws -> TwinProcess.Answer {
            try TwinProcess.run(["calibrate", "--from", "latest"], in: folder)
        }
        let dry = try live("devices:\n" + Self.device, ["--dry-run"], in: folder)
        #expect(dry.code == 0)
        let nothing = try calibrate()
        #expect(nothing.code == 2 && nothing.error.contains("no command went out to a BMC"), "\(nothing)")

        try FileManager.default.removeItem(at: folder.url("store"))
        _ = try live("devices:\n" + Self.device, in: folder)
        let failed = try calibrate()
        #expect(failed.code == 2 && failed.error.contains(": no durations to fit to"), "\(failed.error)")
        #expect(failed.error.contains("commands to BMCs failed or had no answer: left out"))

        try FileManager.default.removeItem(at: folder.url("store"))
        _ = try TwinProcess.run(
            ["rehearse", "--cloud", TwinProcess.cloud, "--to", TwinProcess.target, "--runs", "1"], in: folder)
        let simulated = try calibrate()
        #expect(simulated.code == 2, "\(simulated)")
        #expect(
            simulated.error.contains("a run of twin rehearse, which has no real equipment to measure"),
            "\(simulated.error)")
        #expect(try TwinProcess.run(["calibrate"], in: folder).code == 2)
    }

    /// Two BareMetalHosts of one name are told apart by their namespaces.
    @Test func hostsOfOneNameAreToldApart() throws {
        let folder = try ScratchFolder()
        let cloud = try folder.cloud(
            with: """
                apiVersion: metal3.io/v1alpha1
                kind: BareMetalHost
                metadata: {name: bm-ctl-01, namespace: lab}
                spec: {online: false}
                """)
        func live(_ hosts: String...) throws -> TwinProcess.Answer {
            let devices = hosts.enumerated().map { number, host in
                "- host: \(host)\n  redfish: http://127.0.0.1:\(number + 1)\n"
            }.joined()
            let file = try folder.write("devices:\n" + devices, to: "equipment.yaml")
            return try TwinProcess.run(
                ["live", "--cloud", cloud, "--equipment", file, "--pace", "fast", "--until", "3m"], in: folder
            )
        }
        let bare = try live("bm-ctl-01")
        #expect(bare.code == 2, "\(bare)")
        #expect(
            bare.error.contains(
                "equipment.yaml:2:9: 2 BareMetalHosts of the cloud are called bm-ctl-01; write "),
            "\(bare.error)")
        #expect(bare.error.contains("mosk/bm-ctl-01") && bare.error.contains("lab/bm-ctl-01"))
        let twice = try live("mosk/bm-ctl-02", "bm-ctl-02")
        #expect(
            twice.error.contains(
                "equipment.yaml:4:9: a device of mosk/bm-ctl-02 is written already; leave out this one or "
                    + "that of line 2"), "\(twice.error)")
        let full = try live("mosk/bm-ctl-01")
        #expect(full.code == 0 && full.out.hasPrefix("mosk/bm-ctl-01: read the power\n"), "\(full)")
        let again = try TwinProcess.run(["replay", "latest"], in: folder)
        #expect(again.code == 0 && again.out.hasPrefix("equal: "), "\(again)")
        // The other one is not asked for, and is none of Ironic's yet: another run.
        let other = try live("lab/bm-ctl-01")
        #expect(other.code == 0 && !other.out.contains("mosk/bm-ctl-01"), "\(other)")
    }

    @Test func aDryRunSaysWhatItWouldAsk() throws {
        let folder = try ScratchFolder()
        let answer = try live("devices:\n" + Self.device, ["--dry-run", "--no-store"], in: folder)
        #expect(answer.code == 0, "\(answer.error)")
        #expect(answer.out.hasPrefix("bm-ctl-01: would read the power\n"))
    }

    @Test(
        arguments: [
            ("", "equipment.yaml:1:1: there is no device in it; write devices: "),
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
                "devices:\n" + device.replacingOccurrences(of: "bm-", with: "lab/bm-"),
                "equipment.yaml:2:9: no BareMetalHost of the cloud is called lab/bm-ctl-01; did you mean mosk/bm-ctl-01?"
            ),
            (
                "devices:\n" + device.replacingOccurrences(of: "ctl-01", with: "ctl-01-profile"),
                "equipment.yaml:2:9: no BareMetalHost of the cloud is called bm-ctl-01-profile"
            ),
            (
                "devices:\n- host: bm-ctl-01\n",
                "equipment.yaml:2:3: devices[0].redfish: the device has no address; write redfish: https://HOST[:PORT], or ipmi: ipmi://HOST[:PORT]"
            ),
            (
                "devices:\n" + device + device.replacingOccurrences(of: "ctl-01", with: "ctl-02"),
                "equipment.yaml:5:12: devices[1].redfish: this is the server of bm-ctl-01 already; give each host"
            ),
            (
                "devices:\n" + device + "  ipmi: ipmi://a\n",
                "equipment.yaml:4:9: devices[0].ipmi: the device has two addresses; leave out"
            ),
            (
                "devices:\n- host: bm-ctl-01\n  redfish: ipmi://a\n",
                "equipment.yaml:3:12: devices[0].redfish: no address of a BMC; write it under ipmi"
            ),
            (
                ipmi.replacingOccurrences(of: "ipmi://a", with: "https://a"),
                "equipment.yaml:3:9: devices[0].ipmi: no address of a BMC; write it under redfish"
            ),
            (
                ipmi.replacingOccurrences(of: "ipmi://a", with: "ipmi://u:secret@a"),
                "equipment.yaml:3:9: devices[0].ipmi: no address of a BMC; write ipmi://HOST[:PORT], and the user"
            ),
            (
                "devices:\n- host: bm-ctl-01\n  ipmi: ipmi://a\n",
                "equipment.yaml:2:3: devices[0].user: IPMI needs a user and a password; add user, and"
            ),
            (
                "devices:\n- host: bm-ctl-01\n  ipmi: ipmi://a\n  user: u\n",
                "equipment.yaml:4:9: devices[0].user: the user has no password; add passwordFile or"
            ),
            (
                ipmi + "  insecure: true\n",
                "equipment.yaml:6:13: devices[0].insecure: IPMI has no certificates; leave it out"
            ),
            (
                ipmi + "  system: /redfish/v1/Systems/1\n",
                "equipment.yaml:6:11: devices[0].system: IPMI has one server; leave it out"
            ),
            (
                ipmi + "  cipherSuite: 18\n",
                "equipment.yaml:6:16: devices[0].cipherSuite: there is no such cipher suite; write 3 or 17"
            ),
            (
                "devices:\n" + device + "  cipherSuite: 3\n",
                "equipment.yaml:4:16: devices[0].cipherSuite: Redfish has no cipher suites; leave it out"
            ),
            (
                "devices:\n" + device + device,
                "equipment.yaml:4:9: devices[1].host: a device of this host is written already; leave out this one or that of line 2"
            ),
            (
                "devices:\n- host: bm-ctl-01\n  redfish: https://u:secret@a/\n",
                "equipment.yaml:3:12: devices[0].redfish: no address of a BMC"
            ),
            ("devices:\n" + device + "  user: u\n", "equipment.yaml:4:9: devices[0].user: the user has no"),
            (
                "devices:\n" + device + "  user: u\n  passwordFile: none\n",
                "equipment.yaml:5:17: devices[0].passwordFile: the file cannot be read; check "
            ),
            (
                "devices:\n" + device + "  user: u\n  passwordEnv: TWIN_NO_SUCH_VARIABLE\n",
                "equipment.yaml:5:16: devices[0].passwordEnv: there is no such variable; export TWIN_NO_SUCH_VARIABLE before"
            ),
            (
                "devices:\n" + device + "  caFile: /dev/null\n  insecure: true\n",
                "equipment.yaml:5:13: devices[0].insecure: caFile and insecure exclude each other; leave insecure out"
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
