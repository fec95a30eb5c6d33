import Files
import Foundation
import Testing

@Suite struct AtomicFileTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private func write(_ text: String, _ name: String) throws {
        try AtomicFile.write(Array(text.utf8), to: directory.path + "/" + name)
    }

    @Test func contentIsWrittenAndReplaced() throws {
        let long = String(repeating: "long ", count: 100_000)
        for text in ["one", "", long, "two"] {
            try write(text, "report.html")
            #expect(try directory.text("report.html") == text)
        }
        #expect(try directory.names() == ["report.html"])
    }

    @Test func aRelativePathIsTakenFromTheCurrentDirectory() throws {
        let name = "twin-test-" + String(UInt64.random(in: 0 ... .max), radix: 36)
        try AtomicFile.write([0x61], to: name)
        #expect(unlink(FileManager.default.currentDirectoryPath + "/" + name) == 0)
    }

    @Test func theModeOfWhatIsReplacedStays() throws {
        try directory.put("a.txt")
        chmod(directory.path + "/a.txt", 0o640)
        try write("new", "a.txt")
        let attributes = try FileManager.default.attributesOfItem(atPath: directory.path + "/a.txt")
        #expect(attributes[.posixPermissions] as? Int == 0o640)
    }

    @Test func aLinkIsReplacedAndItsTargetLeftAlone() throws {
        try directory.put("target.txt", "old")
        try directory.link("link.txt", to: "target.txt")
        try directory.link("dangling.txt", to: "nowhere")
        try write("new", "link.txt")
        try write("new", "dangling.txt")
        #expect(try directory.text("target.txt") == "old")
        #expect(try directory.text("link.txt") == "new" && directory.text("dangling.txt") == "new")
        #expect(try directory.names() == ["dangling.txt", "link.txt", "target.txt"])
    }

    @Test func devicesPipesAndDirectoriesAreNotReplaced() throws {
        try directory.link("null", to: "/dev/null")
        #expect(mkfifo(directory.path + "/pipe", 0o600) == 0)
        try directory.put("sub/a.txt")
        for name in ["null", "pipe", "sub"] {
            let error = #expect(throws: FileError.self) { try write("new", name) }
            #expect(error?.path == directory.path + "/" + name)
        }
        #expect(try directory.names() == ["null", "pipe", "sub"])
    }

    @Test func aMissingDirectoryIsExplained() throws {
        let error = #expect(throws: FileError.self) { try write("new", "no/such/file") }
        #expect(error?.problem.contains("there is no directory") == true)
        #expect(error?.hint.contains("mkdir") == true)
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/proc/self"), "needs /proc"))
    func aDirectoryThatTakesNoFilesIsNotCalledMissing() throws {
        let error = #expect(throws: FileError.self) {
            try AtomicFile.write([1], to: "/proc/plan.yaml")
        }
        #expect(error?.problem.contains("there is no directory") == false)
        #expect(error?.problem.hasPrefix("cannot write: ") == true)
    }

    @Test func aFullDiskLeavesTheOldContent() async {
        await #expect(processExitsWith: .success) {
            let directory = try TemporaryDirectory()
            try directory.put("a.txt", "old")
            signal(SIGXFSZ, SIG_IGN)
            var limit = rlimit(rlim_cur: 50_000, rlim_max: 50_000)
            #if canImport(Darwin)
                setrlimit(RLIMIT_FSIZE, &limit)
            #else
                setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
            #endif
            let error = #expect(throws: FileError.self) {
                try AtomicFile.write([UInt8](repeating: 1, count: 100_000), to: directory.path + "/a.txt")
            }
            #expect(error?.problem.contains("largest size") == true)
            #expect(try directory.text("a.txt") == "old")
            #expect(try directory.names() == ["a.txt"])
        }
    }

    @Test func aDirectoryThatMayNotBeWrittenIsExplained() async {
        await #expect(processExitsWith: .success) {
            let directory = try TemporaryDirectory()
            try directory.put("a.txt", "old")
            chmod(directory.path, 0o555)
            if getuid() == 0 { #expect(seteuid(65_534) == 0) }
            let error = #expect(throws: FileError.self) {
                try AtomicFile.write([1], to: directory.path + "/a.txt")
            }
            #expect(error?.problem.contains("permission denied") == true)
            if getuid() == 0 { #expect(seteuid(0) == 0) }
            chmod(directory.path, 0o755)
            #expect(try directory.text("a.txt") == "old")
        }
    }
}
