import Foundation
import Testing

/// The answer reaches whoever asked, in a form that they can use, whatever becomes of the store.
@Suite struct AnswerTests {
    static let odd: [(name: String, file: Data)] = [
        ("unknown kind", Data("apiVersion: foo/v1\nkind: Weird\nmetadata: {name: a}\n".utf8)),
        ("byte order mark", Data("\u{FEFF}apiVersion: v1\nkind: Weird\nmetadata: {name: a}\n".utf8)),
        ("Windows line ends", Data("apiVersion: v1\r\nkind: Weird\r\nmetadata: {name: a}\r\n".utf8)),
        (
            "list",
            Data(
                "{apiVersion: v1, kind: List, items: [{apiVersion: v1, kind: Weird, metadata: {name: a}}]}"
                    .utf8)
        ),
        (
            "typed list",
            Data(
                "{\"apiVersion\": \"v1\", \"kind\": \"WeirdList\", \"items\": [{\"metadata\": {\"name\": \"a\"}}]}"
                    .utf8)
        ),
        (
            "UTF-16",
            "\u{FEFF}apiVersion: v1\nkind: Weird\nmetadata: {name: a}\n".data(using: .utf16LittleEndian)
                ?? Data()
        ),
    ]

    @Test(arguments: odd.indices)
    func whatIsNotModelledIsKeptWithANote(_ index: Int) throws {
        let folder = try ScratchFolder()
        let answer = try TwinProcess.rehearse(try folder.cloud(with: Self.odd[index].file), in: folder)
        #expect(answer.code == 0, "\(Self.odd[index].name): \(answer.error)")
        let words = answer.out.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(words.contains("Weird (1)"))
        #expect(answer.error == "", "a progress bar belongs on a terminal")
    }

    @Test func aGroupWithoutMachinesIsNoted() throws {
        let folder = try ScratchFolder()
        let head = "apiVersion: kaas.mirantis.com/v1alpha1\nkind: UpdateGroup\n"
        let cloud = try folder.cloud(
            with: head
                + "metadata: {name: lonely, namespace: mosk, labels: {cluster.sigs.k8s.io/cluster-name: mosk-small}}\n"
                + "---\n" + head + "metadata: {name: unlabelled, namespace: mosk}\n")
        let answer = try TwinProcess.rehearse(cloud, in: folder)
        #expect(answer.code == 0)
        #expect(answer.out.contains("update group lonely has no machine"))
        #expect(answer.out.contains("UpdateGroup unlabelled has no label"))
    }

    @Test func faultsThatDidNothingAreNoted() throws {
        let folder = try ScratchFolder()
        let faults = [
            "power-loss:cmp-01@900h", "item-fails:cmp-01:host-os:1@1m+1s", "slow-boot:cmp-01:5m",
            "item-fails:*:node-config:1",
        ]
        let answer = try TwinProcess.rehearse(
            TwinProcess.cloud, ["--json"] + faults.flatMap { ["--fault", $0] }, in: folder)
        #expect(answer.code == 0, "\(answer.error)")
        #expect(
            answer.out.contains(
                "--fault power-loss:cmp-01@900h: it did nothing in the median run, which was over"))
        #expect(
            answer.out.contains(
                "--fault item-fails:cmp-01:host-os:1@1m+1s: it did nothing in the median run, as"))
        #expect(!answer.out.contains("slow-boot:cmp-01:5m: it did nothing"))
        #expect(!answer.out.contains("node-config:1: it did nothing"))
    }

    @Test func slipsOfThePenAreNotedWithTheirPlace() throws {
        let folder = try ScratchFolder()
        let cloud = try folder.cloud(
            with: """
                apiVersion: kaas.mirantis.com/v1alpha1
                kind: UpdateGroup
                metadata: {name: g, namespace: mosk, labels: {cluster.sigs.k8s.io/cluster-name: mosk-small}}
                spec:
                  concurrentUpdate: 5
                  somethingElse: 1
                """)
        let answer = try TwinProcess.rehearse(cloud, ["--json"], in: folder)
        #expect(answer.code == 0)
        #expect(
            answer.out.contains(
                "x.yaml:5:3: UpdateGroup g has the field spec.concurrentUpdate, which the twin does not know; "
                    + "did you mean concurrentUpdates?"))
        #expect(answer.out.contains("fields that are kept as they are, not modelled: "))
        #expect(answer.out.contains("UpdateGroup (1)"))
    }

    @Test func jsonIsValidWithAndWithoutAPath() throws {
        let folder = try ScratchFolder()
        for (target, code) in [(TwinProcess.target, Int32(0)), ("mosk-17-2-0-24-2", 4)] {
            let answer = try TwinProcess.rehearse(TwinProcess.cloud, ["--json", "--to", target], in: folder)
            #expect(answer.code == code)
            let object = try JSONSerialization.jsonObject(with: Data(answer.out.utf8)) as? [String: Any]
            #expect(object?["target"] as? String == target)
        }
    }

    @Test func anUnwritableStoreDoesNotSpoilTheAnswer() throws {
        let folder = try ScratchFolder()
        let file = try folder.write("", to: "file")
        let answer = try TwinProcess.run(
            [
                "rehearse", "--cloud", TwinProcess.cloud, "--to", TwinProcess.target, "--runs", "1",
                "--store",
                file + "/below",
            ], in: folder)
        #expect(answer.code == 0)
        #expect(answer.error.contains("the run is not kept: "))
        #expect(answer.out.contains("Again:  twin rehearse --cloud"), "no run is there to replay")
    }

    @Test func aFullOutputIsAnErrorAndNoCrash() throws {
        let folder = try ScratchFolder()
        let full = try TwinProcess.shell("$TWIN releases > /dev/full", in: folder)
        #expect(full.code == 2)
        #expect(full.error == "standard output: cannot write: No space left on device\n")
        let closed = try TwinProcess.shell("$TWIN releases >&-", in: folder)
        #expect(closed.code == 2)
        #expect(closed.error == "standard output: cannot write: Bad file descriptor\n")
        let silent = try TwinProcess.shell("$TWIN releases --from x 2>&-", in: folder)
        #expect(silent.code == 2)
    }

    @Test func anInterruptEndsWith130() throws {
        let folder = try ScratchFolder()
        let kept = try TwinProcess.run(
            ["rehearse", "--cloud", TwinProcess.cloud, "--to", TwinProcess.target, "--runs", "1"], in: folder)
        #expect(kept.code == 0)
        let before = try folder.names(in: "store")
        let process = TwinProcess.process(TwinProcess.binary, ["log", "latest"], in: folder)
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        // The journal is longer than a pipe: once something has come, the process waits to write more.
        #expect(!pipe.fileHandleForReading.readData(ofLength: 1).isEmpty)
        process.interrupt()
        process.waitUntilExit()
        #expect(process.terminationReason == .exit)
        #expect(process.terminationStatus == 130)
        #expect(try folder.names(in: "store") == before)
    }

    @Test func itWorksFromAnyDirectory() throws {
        let folder = try ScratchFolder()
        let answer = try TwinProcess.run(
            ["releases", "--from", "mosk-17-4-0-25-1"], in: folder, directory: "/")
        #expect(answer.code == 0)
        #expect(answer.out.contains(TwinProcess.target))
    }

    @Test func wrongCommandsAreToldTheNearestOne() throws {
        let folder = try ScratchFolder()
        #expect(
            try TwinProcess.run(["reherse"], in: folder).error
                == "unknown command reherse; did you mean rehearse?\n")
        #expect(
            try TwinProcess.run(["rehearse", "--fault", "list"], in: folder).out.contains("power-loss:NODE\n")
        )
        #expect(try TwinProcess.run(["show", "nope"], in: folder).code == 2)
        for command in ["rehearse", "releases", "runs", "show", "log", "explain", "replay", "diff"] {
            let help = try TwinProcess.run(["help", command], in: folder)
            #expect(help.code == 0)
            #expect(help.out.hasPrefix("OVERVIEW: "))
        }
    }

    @Test(.enabled(if: ProcessInfo.processInfo.environment["TWIN_SHARED"] != nil, "TWIN_SHARED is not set"))
    func theManifestsOfAStrangerAreRehearsed() throws {
        let folder = try ScratchFolder()
        let shared = ProcessInfo.processInfo.environment["TWIN_SHARED"] ?? ""
        let answer = try TwinProcess.rehearse(
            shared + "/inputs/lab-mosk", ["--to", "mosk-17-2-0-24-2"], in: folder)
        #expect(answer.code == 0, "\(answer.error)")
        #expect(answer.out.contains("6 machines: 3 managers"))
    }
}
