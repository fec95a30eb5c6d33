import Files
import Foundation
import Testing

@Suite struct FileTreeTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private func failure(_ path: String? = nil, _ limits: FileLimits = FileLimits()) throws -> FileError {
        try #require(throws: FileError.self) {
            try FileTree.files(at: path ?? directory.path, limits: limits)
        }
    }

    private func relativePaths() throws -> [String] {
        try FileTree.files(at: directory.path).map(\.relativePath)
    }

    @Test func filesComeInByteOrderOfTheirRelativePaths() throws {
        for name in [
            "b.yaml", "a/x.yml", "a-b/y.json", "a.yaml", "B.yaml", "é.yaml", "a/b/c/d.yaml", "c.YAML",
        ] {
            try directory.put(name)
        }
        for name in ["readme.md", "a/x.yaml.bak", "yaml", ".hidden.yaml", ".git/config.yaml", "a/.d/e.yml"] {
            try directory.put(name)
        }
        let expected = [
            "B.yaml", "a-b/y.json", "a.yaml", "a/b/c/d.yaml", "a/x.yml", "b.yaml", "c.YAML", "é.yaml",
        ]
        let files = try FileTree.files(at: directory.path)
        #expect(files.map(\.relativePath) == expected)
        #expect(files.map(\.path) == expected.map { directory.path + "/" + $0 })
        #expect(try FileTree.files(at: directory.path + "/").map(\.path) == files.map(\.path))
        #expect(files.allSatisfy { $0.size == 5 })
    }

    @Test func aFileIsTakenWhateverItsName() throws {
        try directory.put("dump.txt", "kind: List\n")
        let files = try FileTree.files(at: directory.path + "/dump.txt")
        #expect(files.map(\.path) == [directory.path + "/dump.txt"])
        #expect(files.map(\.relativePath) == ["dump.txt"])
        #expect(try files[0].bytes() == Array("kind: List\n".utf8))
    }

    @Test func aLinkThatTheUserNamesIsFollowed() throws {
        try directory.put("real/a.yaml")
        try directory.link("cloud", to: "real")
        try directory.link("file", to: "real/a.yaml")
        #expect(try FileTree.files(at: directory.path + "/cloud").map(\.relativePath) == ["a.yaml"])
        #expect(try FileTree.files(at: directory.path + "/file").count == 1)
    }

    @Test func linksWithinTheDirectoryGiveEachFileOnce() throws {
        try directory.put("a/one.yaml")
        try directory.put("..2026/two.yaml")
        try directory.link("..data", to: "..2026")
        try directory.link("two.yaml", to: "..data/two.yaml")
        try directory.link("z.yaml", to: "a/one.yaml")
        try directory.link("a/loop", to: "..")
        try directory.link("b", to: "a")
        #expect(try relativePaths() == ["a/one.yaml", "two.yaml"])
    }

    @Test(arguments: ["/etc", "/etc/hostname", "../"])
    func aLinkThatLeadsOutsideIsRefused(target: String) throws {
        try directory.put("a.yaml")
        try directory.link("out.yaml", to: target)
        let error = try failure()
        #expect(error.path == directory.path + "/out.yaml")
        #expect(error.problem.contains("leads outside"))
    }

    @Test func aSiblingWithTheSameBeginningIsOutside() throws {
        try directory.put("cloud/a.yaml")
        try directory.put("cloud-2/b.yaml")
        try directory.link("cloud/b.yaml", to: "../cloud-2/b.yaml")
        #expect(try failure(directory.path + "/cloud").problem.contains("leads outside"))
    }

    @Test func aLinkThatLeadsNowhereIsRefusedOnlyIfItWouldBeRead() throws {
        try directory.put("a.yaml")
        try directory.link("gone.txt", to: "nowhere")
        try directory.link("text.txt", to: "/etc/hostname")
        #expect(try relativePaths() == ["a.yaml"])
        try directory.link("gone.yaml", to: "nowhere")
        #expect(try failure().problem.contains("leads nowhere"))
    }

    @Test func pipesAndDevicesAreRefusedWithoutWaiting() throws {
        try directory.put("a.yaml")
        #expect(mkfifo(directory.path + "/pipe", 0o600) == 0)
        #expect(try relativePaths() == ["a.yaml"])
        #expect(try failure(directory.path + "/pipe").problem.contains("a pipe"))
        #expect(try failure("/dev/null").problem.contains("a device"))
        #expect(mkfifo(directory.path + "/pipe.yaml", 0o600) == 0)
        #expect(try failure().problem.contains("a pipe"))
    }

    @Test func whatIsNotThereIsExplained() throws {
        #expect(
            try failure("/nowhere/cloud").description
                == "/nowhere/cloud: no such file or directory; check the path")
        #expect(try failure("no-such-cloud").hint.contains(FileManager.default.currentDirectoryPath))
        #expect(try failure("~/cloud").hint.contains("$HOME"))
        #expect(try failure("").problem.contains("empty"))
        try directory.put("a.yaml")
        #expect(try failure(directory.path + "/a.yaml/b").problem.contains("not a directory"))
    }

    @Test func aDirectoryWithoutYAMLIsExplained() throws {
        #expect(try failure().problem == "the directory is empty")
        try directory.put(".hidden.yaml")
        try directory.put("sub/readme.md")
        let error = try failure()
        #expect(error.problem.contains("no YAML") && error.hint.contains("dot"))
    }

    @Test func limitsAreKept() throws {
        for name in ["a.yaml", "b.yaml", "c/d/e.yaml"] { try directory.put(name) }
        let whole = FileLimits(maxFileBytes: 5, maxTotalBytes: 15, maxFiles: 3, maxNames: 5, maxDepth: 2)
        #expect(try FileTree.files(at: directory.path, limits: whole).count == 3)
        let limits: [WritableKeyPath<FileLimits, Int>] = [
            \.maxFileBytes, \.maxTotalBytes, \.maxFiles, \.maxNames, \.maxDepth,
        ]
        for limit in limits {
            var tight = whole
            tight[keyPath: limit] -= 1
            #expect(throws: FileError.self) { try FileTree.files(at: directory.path, limits: tight) }
        }
        #expect(
            try failure(directory.path + "/a.yaml", FileLimits(maxFileBytes: 4)).problem.contains("5 bytes"))
    }

    @Test func aNameThatIsNoTextIsRefused() throws {
        let bytes: [CChar] =
            Array((directory.path + "/").utf8CString.dropLast()) + [-1, -2, 0x2e, 0x79, 0x6d, 0x6c, 0]
        let descriptor = open(bytes, O_CREAT | O_WRONLY, 0o600)
        guard descriptor >= 0 else { return }
        close(descriptor)
        #expect(try failure().problem.contains("not UTF-8"))
    }

    @Test func whatMayNotBeReadIsAnError() async {
        await #expect(processExitsWith: .success) {
            let directory = try TemporaryDirectory()
            try directory.put("a.yaml")
            try directory.put("b/c.yaml")
            chmod(directory.path + "/a.yaml", 0)
            chmod(directory.path + "/b", 0o600)
            if getuid() == 0 { #expect(seteuid(65_534) == 0 && chmod(directory.path, 0o755) != 0) }
            let error = #expect(throws: FileError.self) { try FileTree.files(at: directory.path + "/b") }
            #expect(error?.problem.contains("permission denied") == true)
            let reading = #expect(throws: FileError.self) {
                try FileTree.files(at: directory.path + "/a.yaml")
            }
            #expect(reading?.path == directory.path + "/a.yaml")
            if getuid() == 0 { #expect(seteuid(0) == 0) }
            chmod(directory.path + "/b", 0o700)
        }
    }
}
