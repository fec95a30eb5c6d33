import Foundation
import Testing

/// `twin run` and `twin schema`, as a user runs them.
@Suite struct ScenarioCommandTests {
    private static let scenarios = URL(filePath: TwinProcess.cloud).deletingLastPathComponent()
        .deletingLastPathComponent().path
    private static let held = "\(scenarios)/chaos/item-fails-twice.yaml"
    private static let canary = "\(scenarios)/chaos/canary.yaml"

    @Test func scenariosThatHoldSayWhatTheyAreAboutAndAreReplayed() throws {
        let folder = try ScratchFolder()
        let answer = try TwinProcess.run(["run", Self.held, Self.canary], in: folder)
        #expect(answer.code == 0, "\(answer.error)")
        #expect(answer.out.contains("item-fails-twice  held"))
        #expect(answer.out.contains("A state item fails twice on a worker"))
        #expect(answer.out.contains("the item fails: it came 2 times"))
        #expect(answer.out.contains("canary            failed, as it must"))
        #expect(answer.out.contains("1 of 1 scenarios held, 1 of 1 that must fail failed"))
        let words = answer.out.split(whereSeparator: \.isWhitespace).map(String.init)
        let places = words.indices.filter { words[$0] == "replay" }
        #expect(places.count == 2)
        for place in places {
            let again = try TwinProcess.run(["replay", words[place + 1]], in: folder)
            #expect(again.code == 0 && again.out.hasPrefix("equal: "), "\(again.error)\(again.out)")
        }
        let place = try #require(words.firstIndex(of: "explain"))
        let why = try TwinProcess.run(["explain", words[place + 1], words[place + 2]], in: folder)
        #expect(why.code == 0 && why.out.contains("is cordoned"), "\(why.error)")
        let log = try TwinProcess.run(["show", words[place + 1]], in: folder)
        #expect(log.code == 0 && log.out.contains("canary: A canary"))
        #expect(log.out.contains("\n  FAILED       always: "), "\(log.out)")
        #expect(!log.out.contains("0 runs"), "\(log.out)")
        let held = try TwinProcess.run(["show", words[places[0] + 1]], in: folder)
        #expect(
            held.out.contains("\n  held         sometimes: the item fails: it came 2 times"), "\(held.out)")
    }

    @Test func scenariosOfOneCloudEachHaveTheirOwnOpenStack() throws {
        let folder = try ScratchFolder()
        let modelled = "\(Self.scenarios)/chaos/helm-release-stuck.yaml"
        let answer = try TwinProcess.run(["run", Self.held, modelled, "--no-store"], in: folder)
        #expect(answer.code == 0, "\(answer.error)")
        #expect(answer.out.contains("2 of 2 scenarios held"), "\(answer.out)")
    }

    @Test func scenarioThatSpeaksOfTokensIsReplayed() throws {
        let folder = try ScratchFolder()
        let answer = try TwinProcess.run(
            ["run", "\(Self.scenarios)/chaos/agent-token-expires.yaml"], in: folder)
        #expect(answer.code == 0, "\(answer.error)")
        let again = try TwinProcess.run(["replay", "latest"], in: folder)
        #expect(again.code == 0 && again.out.hasPrefix("equal: "), "\(again.error)\(again.out)")
    }

    @Test func scenarioOfACloudWithInstancesIsReplayed() throws {
        let folder = try ScratchFolder()
        let answer = try TwinProcess.run(
            ["run", "\(Self.scenarios)/chaos/openstack-quorum-guard.yaml"], in: folder)
        #expect(answer.code == 0, "\(answer.error)")
        let again = try TwinProcess.run(["replay", "latest"], in: folder)
        #expect(again.code == 0 && again.out.hasPrefix("equal: "), "\(again.error)\(again.out)")
    }

    /// A scenario whose fault shows its effect is not said to have an idle fault.
    @Test(arguments: ["deploy-bmc-lies", "deploy-power-stuck", "ironic-down-after-power-loss"])
    func faultOfPowerThatIsMetIsNotIdle(name: String) throws {
        let folder = try ScratchFolder()
        let answer = try TwinProcess.run(
            ["run", "\(Self.scenarios)/chaos/\(name).yaml", "--no-store"], in: folder)
        #expect(answer.code == 0 && !answer.out.contains("did nothing"), "\(answer.error)\(answer.out)")
    }

    @Test func timesThatWereEnoughAreNotAllTimes() throws {
        let folder = try ScratchFolder()
        let answer = try TwinProcess.run(
            ["run", "\(Self.scenarios)/chaos/worker-panics-after-each-boot.yaml", "--no-store"], in: folder)
        let words = answer.out.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(words.contains("it came 16 times, number 3 after 4 h "), "\(answer.out)")
    }

    @Test func runThatIsCutShortDidNotStandStill() throws {
        let folder = try ScratchFolder()
        let text = try String(contentsOfFile: Self.held, encoding: .utf8)
            .replacingOccurrences(of: "../clusters", with: "\(Self.scenarios)/clusters")
            .replacingOccurrences(of: "  timeline:", with: "  limit: 10m\n  timeline:")
        let path = try folder.write(text, to: "short.yaml")
        let answer = try TwinProcess.run(["run", path, "--no-store"], in: folder)
        #expect(answer.code == 1)
        #expect(answer.out.contains("it was given up after 10 min, the limit"), "\(answer.out)")
    }

    @Test func eachScenarioHasThePlaneOfOpenStackThatItAsksFor() throws {
        let folder = try ScratchFolder()
        let release = "\(Self.scenarios)/chaos/helm-release-stuck.yaml"
        // The second one's cloud is the same, but for its Helm releases.
        let answer = try TwinProcess.run(["run", Self.held, release], in: folder)
        #expect(answer.code == 0, "\(answer.error)")
        #expect(answer.out.contains("2 of 2 scenarios held"))
    }

    @Test func stuckScenarioIsExportedAndRehearsedFromThere() throws {
        let folder = try ScratchFolder()
        let file = "\(Self.scenarios)/chaos/worker-never-boots.yaml"
        let dump = folder.path("d")
        let stuck = try TwinProcess.run(["run", file], in: folder)
        #expect(stuck.code == 0, "\(stuck.error)")
        let late = try TwinProcess.run(["export", "latest", "--at", "90h", "--out", dump], in: folder)
        #expect(late.code == 2)
        let gone = try TwinProcess.run(["rehearse", "--cloud", dump, "--to", "mosk-21-0-0-25-2"], in: folder)
        #expect(gone.code == 2 && gone.error.contains("no such file or directory"), "\(gone.error)")
        let made = try TwinProcess.run(["export", "latest", "--at", "7h", "--out", dump], in: folder)
        #expect(made.code == 0 && made.error.contains("--to mosk-21-0-0-25-2 --start"), "\(made.error)")
        let again = try TwinProcess.run(
            ["rehearse", "--cloud", dump, "--to", "mosk-21-0-0-25-2", "--runs", "2"], in: folder)
        #expect(again.code == 0 || again.code == 1, "\(again.error)")
        #expect(again.out.contains("under way"), "\(again.out)")
    }

    @Test func propertyThatFailsIsCodeOne() throws {
        let folder = try ScratchFolder()
        let answer = try TwinProcess.run(
            ["run", Self.held, "--without-faults", "--json", "--no-store"], in: folder)
        #expect(answer.code == 1)
        let json = try JSONSerialization.jsonObject(with: Data(answer.out.utf8)) as? [String: Any]
        #expect(json?["right"] as? Bool == false && json?["formatVersion"] as? Int == 1)
        #expect(answer.out.contains("\"replay\":"))
        #expect(answer.out.contains("--without-faults"))
    }

    @Test func faultThatDidNothingIsSaidInTextAndJSON() throws {
        let folder = try ScratchFolder()
        let text = try String(contentsOfFile: Self.held, encoding: .utf8)
            .replacingOccurrences(of: "../clusters", with: "\(Self.scenarios)/clusters")
            .replacingOccurrences(of: "for: 24h", with: "for: 1s")
        let path = try folder.write(text, to: "idle.yaml")
        let answer = try TwinProcess.run(["run", path, "--no-store"], in: folder)
        #expect(answer.code == 1)
        let words = answer.out.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(words.contains("note: the fault item did nothing in the run, as nothing came to be that it"))
        let printed = try TwinProcess.run(["run", path, "--no-store", "--json"], in: folder)
        let json = try JSONSerialization.jsonObject(with: Data(printed.out.utf8)) as? [String: Any]
        let scenarios = json?["scenarios"] as? [[String: Any]]
        let runs = scenarios?.first?["runs"] as? [[String: Any]]
        let idle = runs?.first?["idleFaults"] as? [[String: String]]
        #expect(idle?.map { $0["fault"] } == ["item"])
        let held = try TwinProcess.run(["run", Self.held, "--no-store"], in: folder)
        #expect(held.code == 0 && !held.out.contains("did nothing"))
    }

    @Test func badInputIsCodeTwoAtItsPlace() throws {
        let folder = try ScratchFolder()
        let text = try String(contentsOfFile: Self.held, encoding: .utf8)
            .replacingOccurrences(of: "../clusters", with: "\(Self.scenarios)/clusters")
        for (right, wrong, said) in [
            ("target: cmp-01", "target: cmp-10", ":14:13: spec.timeline[0].target: there is no node cmp-10"),
            ("clusters/small", "clusters/smal", "spec.cloud: "),
            ("mosk-21-0-0-25-2", "mosk-21-0-0-25-9", "spec.cloud.to: "),
            (
                "to: mosk-21-0-0-25-2", "to: mosk-21-0-0-25-2\n    cluster: nowhere",
                "spec.cloud.cluster: nowhere: there is no such Cluster"
            ),
            ("about:", "abuot:", ":6:3: spec.abuot"),
        ] {
            try #require(text.contains(right))
            let path = try folder.write(text.replacingOccurrences(of: right, with: wrong), to: "wrong.yaml")
            let answer = try TwinProcess.run(["run", path], in: folder)
            #expect(answer.code == 2)
            #expect(answer.error.hasPrefix("\(path):") && answer.error.contains(said), "\(answer.error)")
        }
        #expect(try TwinProcess.run(["run", folder.path("nothing.yaml")], in: folder).code == 2)
        let twice = try TwinProcess.run(["run", Self.held, Self.held], in: folder)
        #expect(twice.code == 2 && twice.error.contains("is also in"))
        let unknown = try TwinProcess.run(["run", Self.held, "--without", "itm"], in: folder)
        #expect(unknown.code == 2 && unknown.error.contains("did you mean item?"))
    }

    @Test func schemaIsJSONWithAnExample() throws {
        let folder = try ScratchFolder()
        let answer = try TwinProcess.run(["schema"], in: folder)
        let json = try JSONSerialization.jsonObject(with: Data(answer.out.utf8)) as? [String: Any]
        #expect(answer.code == 0 && (json?["examples"] as? [Any])?.count == 1)
        let example = try TwinProcess.run(["schema", "--example"], in: folder)
        #expect(example.out.hasPrefix("apiVersion: twin.rehearsal/v1\n"))
        let path = try folder.write(
            example.out.replacingOccurrences(of: "scenarios/clusters", with: "\(Self.scenarios)/clusters"),
            to: "example.yaml")
        let run = try TwinProcess.run(["run", path, "--no-store"], in: folder)
        #expect(run.code == 0, "\(run.error)")
        let faults = try TwinProcess.run(["schema", "--faults"], in: folder)
        #expect(faults.out.contains("power-loss  (node)"))
        let words = try TwinProcess.run(["schema", "--words"], in: folder)
        #expect(words.out.contains("machineAdmitted  "))
    }
}
