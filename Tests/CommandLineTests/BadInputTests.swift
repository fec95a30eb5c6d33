import Foundation
import Testing

/// Bad input is told with its place, costs exit code 2, and leaves nothing behind.
@Suite struct BadInputTests {
    struct Case: CustomTestStringConvertible, Sendable {
        var name: String
        var file: Data
        var message: String

        init(_ name: String, _ text: String, _ message: String) {
            self.init(name, Data(text.utf8), message)
        }

        init(_ name: String, _ file: Data, _ message: String) {
            self.name = name
            self.file = file
            self.message = message
        }

        var testDescription: String { name }
    }

    private static let head = "apiVersion: v1\nkind: ConfigMap\n"
    private static let group =
        "apiVersion: kaas.mirantis.com/v1alpha1\nkind: UpdateGroup\nmetadata:\n  name: g\nspec:\n"
    private static let bomb =
        head + "metadata: {name: b}\ndata:\n  a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n"
        + (1..<9).map {
            "  a\($0): &a\($0) [\(Array(repeating: "*a\($0 - 1)", count: 10).joined(separator: ","))]\n"
        }
        .joined()

    static let files: [Case] = [
        Case(
            "wrong type", group + "  index: \"x\"\n",
            "x.yaml:6:10: spec.index: expected an integer, found a string"),
        Case(
            "duplicate key", group + "  index: 1\n  index: 2\n", "x.yaml:7:3: the key 'index' is given twice"),
        Case("anchor bomb", bomb, "the aliases stand for more than the limit"),
        Case("tab", head + "metadata:\n\tname: b\n", "x.yaml:4:1: a tab is used for indentation"),
        Case("cut off", head + "metadata: {name: \"b\n", "the file ends in the middle of a value"),
        Case(
            "binary", Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0]),
            "x.yaml:1:1: this is a PNG"),
        Case("NUL", head + "metadata: {name: \"b\0\"}\n", "x.yaml:3:"),
        Case(
            "deep", head + "metadata: {name: b}\ndata: " + String(repeating: "[", count: 5000),
            "nested deeper"),
        Case("text", "hello\n", "x.yaml:1:1: expected a Kubernetes object, found a string"),
        Case("Kind", "apiVersion: v1\nKind: A\n", "is 'Kind' meant to be 'kind'?"),
        Case(
            "number as name", head + "metadata: {name: 5}\n", "x.yaml:3:18: metadata.name: expected a string"),
        Case("empty name", head + "metadata: {name: \"\"}\n", "x.yaml:3:18: metadata.name: expected a name"),
        Case(
            "escape in a name", head + "metadata: {name: \"a\\e[31m\"}\n",
            "x.yaml:3:18: metadata.name: a character"),
        Case(
            "escape in a kind", "apiVersion: v1\nkind: \"A\\nB\"\nmetadata: {name: a}\n", "x.yaml:2:7: kind: "
        ),
        Case(
            "long name", head + "metadata: {name: \(String(repeating: "a", count: 254))}\n", "253 are allowed"
        ),
        Case(
            "items of a list", "apiVersion: v1\nkind: List\nitems: 5\n", "x.yaml:3:8: items: expected a list"),
        Case("twice", head + "metadata: {name: b}\n---\n" + head + "metadata: {name: b}\n", "is given twice"),
        Case(
            "no concurrency",
            "apiVersion: kaas.mirantis.com/v1alpha1\nkind: UpdateGroup\nmetadata: {name: g, namespace: mosk, labels: "
                + "{cluster.sigs.k8s.io/cluster-name: mosk-small}}\nspec: {concurrentUpdates: 0}\n",
            "x.yaml:4:27: UpdateGroup g: concurrentUpdates is 0"),
    ]

    @Test(arguments: files)
    func aFileIsRefusedWithItsPlace(_ each: Case) throws {
        let folder = try ScratchFolder()
        let cloud = try folder.cloud(with: each.file)
        let out = folder.path("plan.yaml")
        let answer = try TwinProcess.run(
            ["rehearse", "--cloud", cloud, "--to", TwinProcess.target, "--runs", "1", "--out", out],
            in: folder)
        #expect(answer.code == 2)
        #expect(answer.out == "")
        #expect(answer.error.contains(each.message), "\(answer.error)")
        #expect(!FileManager.default.fileExists(atPath: out))
        #expect(try folder.names(in: "store") == [])
    }

    static let options: [(words: [String], message: String)] = [
        (["--runs", "0"], "--runs must be from 1 to 100000"),
        (["--runs", "-1"], "--runs must be from 1 to 100000"),
        (["--runz", "5"], "Did you mean '--runs'?"),
        (["--start", "yesterday"], "--start yesterday: not a date and time"),
        (["--window", "8"], "--window 8: not a duration"),
        (["--to", "mosk-21-0-0-25-3"], "did you mean mosk-21-0-0-25-2?"),
        (["--step", "openstak"], "did you mean openstack?"),
        (["--fault", "power-los:cmp-01@1h"], "did you mean power-loss?"),
        (["--fault", "power-loss:cmp-1@1h"], "did you mean cmp-01?"),
        (["--set", "machine/cmp-1.spec.providerSpec.value.upgradeIndex=5"], "did you mean machine/cmp-01?"),
        (["--set", "machin/cmp-01.spec.providerSpec.value.upgradeIndex=5"], "did you mean machine/cmp-01?"),
        (["--set", "machine/cmp-01.spec.providerSpec.value.upgradeIndx=5"], "upgradeIndex"),
        (
            ["--set", "machine/cmp-01.spec.providerSpec.value.upgradeIndex=x"],
            "expected an integer, found a string"
        ),
        (["--set", "machine/cmp-01.metadata.name=cmp-02"], "only labels and annotations"),
        (
            ["--set", "machine/cmp-01.metadata.labels.kaas.mirantis.com/update-group=x"],
            "--set machine/cmp-01.metadata.labels.kaas.mirantis.com/update-group: Machine cmp-01 is in update group x, "
                + "which does not exist"
        ),
        (["--fault", "item-fails:cmp-01:host-oss:1@1h"], "did you mean host-os?"),
        (
            ["--fault", "item-fails:cmp-01@1h"],
            "wrong number of arguments; write it as item-fails:NODE:ITEM[:TIMES]\n"
        ),
        (["--max-file", "99999999999999"], "--max-file must be from 1 to 1048576 MiB"),
        (["--out", "/nowhere/at/all/x.yaml"], "/nowhere/at/all"),
        (["--out", ""], "the path is empty"),
        (["--store", ""], "the path is empty"),
    ]

    @Test(arguments: options.indices)
    func anOptionIsRefusedWithTheNearestName(_ index: Int) throws {
        let (words, message) = Self.options[index]
        let folder = try ScratchFolder()
        let answer = try TwinProcess.rehearse(TwinProcess.cloud, words, in: folder)
        #expect(answer.code == 2, "\(words)")
        #expect(answer.out == "")
        #expect(answer.error.contains(message), "\(answer.error)")
    }

    static let catalogues: [(option: String, text: String, message: String)] = [
        (
            "--timings", "timings:\n- {name: host.pots, median: 5m}\n",
            "x.yaml:2:10: timings[0].name: there is no timing"
        ),
        ("--timings", "timings:\n- {name: host.post, medain: 5m}\n", "median"),
        ("--timings", "timings:\n- {name: host.post}\n", "x.yaml:2:3: timings[0]: the timing has no median"),
        ("--timings", "timings:\n- {name: host.post, median: -5m}\n", "x.yaml:2:29: timings[0].median"),
        (
            "--timings", "timings:\n- {name: host.post, median: 5m, spread: 100}\n",
            "x.yaml:2:41: timings[0].spread: expected a number from 0 to 2"
        ),
        (
            "--timings", "timings:\n- {name: host.post, median: 1000h}\n",
            "x.yaml:2:29: timings[0].median: the duration is longer than a week"
        ),
        ("--timings", "timing: []\n", "is 'timing' meant to be 'timings'?"),
        (
            "--releases", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n",
            "x.yaml:2:7: kind: expected a KaaSRel"
        ),
        (
            "--releases",
            "apiVersion: kaas.mirantis.com/v1alpha1\nkind: ClusterRelease\nmetadata: {name: mosk-21-0-0-25-2}\n"
                + "spec: {version: 21.0.0, helm: {releases: [{name: a, version: '1', requires: [{name: b}]},"
                + " {name: b, version: '1', requires: [{name: a}]}]}}\n",
            "x.yaml:4:77: spec.helm.releases[0].requires: the Helm releases of mosk-21-0-0-25-2 require each other: a → b → a"
        ),
    ]

    @Test(arguments: catalogues.indices)
    func aCatalogueFileIsRefusedWithItsPlace(_ index: Int) throws {
        let (option, text, message) = Self.catalogues[index]
        let folder = try ScratchFolder()
        let file = try folder.write(text, to: "x.yaml")
        let answer = try TwinProcess.rehearse(TwinProcess.cloud, [option, file], in: folder)
        #expect(answer.code == 2)
        #expect(answer.out == "")
        #expect(answer.error.contains(message), "\(answer.error)")
    }

    @Test func aFolderWithoutFilesIsRefused() throws {
        let folder = try ScratchFolder()
        try FileManager.default.createDirectory(
            atPath: folder.path("empty"), withIntermediateDirectories: true)
        #expect(mkfifo(folder.path("pipe.yaml"), 0o600) == 0)
        for (path, message) in [
            ("empty", "the directory is empty"), ("missing", "no such file or directory"),
            ("pipe.yaml", "it is a pipe"),
        ] {
            let answer = try TwinProcess.rehearse(folder.path(path), in: folder)
            #expect(answer.code == 2)
            #expect(answer.error.contains(message), "\(answer.error)")
        }
    }

    @Test func aFileNameCannotSteerTheTerminal() throws {
        let folder = try ScratchFolder()
        let cloud = try folder.cloud(with: Data("a: b\n".utf8), named: "a\u{1B}[31m\nb.yaml")
        let answer = try TwinProcess.rehearse(cloud, in: folder)
        #expect(answer.code == 2)
        #expect(answer.error.contains("a\\u001b[31m\\nb.yaml:1:1: "), "\(answer.error)")
        #expect(!answer.error.contains("\u{1B}"))
    }
}
