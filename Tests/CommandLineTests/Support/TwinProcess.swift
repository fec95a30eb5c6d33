import Foundation

/// The built `twin`, run as a user runs it.
enum TwinProcess {
    /// What a run of it came to.
    struct Answer {
        var code: Int32
        var out: String
        var error: String
    }

    /// The example cloud, and the release that it can go to.
    static let cloud = root.appendingPathComponent("scenarios/clusters/small").path
    static let target = "mosk-21-0-0-25-2"

    private static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The binary lies where the tests were built.
    static var binary: URL {
        URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
            .appendingPathComponent("twin")
    }

    /// Runs it to its end. Output goes through files, which never fill up.
    static func run(
        _ arguments: [String], in folder: ScratchFolder, directory: String? = nil
    ) throws -> Answer {
        try run(binary, arguments, in: folder, directory: directory)
    }

    /// Rehearses once and keeps nothing.
    static func rehearse(_ cloud: String, _ more: [String] = [], in folder: ScratchFolder) throws -> Answer {
        try run(
            ["rehearse", "--cloud", cloud, "--to", target, "--runs", "1", "--no-store"] + more, in: folder)
    }

    /// Runs a line of a shell, in which `$TWIN` is the binary.
    static func shell(_ line: String, in folder: ScratchFolder) throws -> Answer {
        try run(URL(fileURLWithPath: "/bin/sh"), ["-c", line], in: folder, directory: nil)
    }

    private static func run(
        _ program: URL, _ arguments: [String], in folder: ScratchFolder, directory: String?
    ) throws -> Answer {
        let (out, error) = (try folder.file(), try folder.file())
        let process = process(program, arguments, in: folder)
        if let directory { process.currentDirectoryURL = URL(fileURLWithPath: directory) }
        process.standardOutput = try FileHandle(forWritingTo: out)
        process.standardError = try FileHandle(forWritingTo: error)
        try process.run()
        process.waitUntilExit()
        let status = process.terminationStatus
        return Answer(
            code: process.terminationReason == .exit ? status : -status, out: try text(out),
            error: try text(error))
    }

    /// A process that is not started yet.
    static func process(_ program: URL, _ arguments: [String], in folder: ScratchFolder) -> Process {
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        var environment = ProcessInfo.processInfo.environment
        environment["TWIN_STORE"] = folder.path("store")
        environment["TWIN"] = binary.path
        process.environment = environment
        return process
    }

    private static func text(_ file: URL) throws -> String {
        String(decoding: try Data(contentsOf: file), as: UTF8.self)
    }
}
