import Foundation

/// `twin serve` over the small example cloud, at a free port of the loopback, until `stop`.
final class RedfishServiceProcess {
    let url: String
    let password = "conformance-1"
    private let process = Process()
    private let folder: URL

    /// Starts it and waits until it serves.
    init(_ more: [String] = []) throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let secret = folder.appendingPathComponent("password")
        try password.write(to: secret, atomically: true, encoding: .utf8)
        let out = folder.appendingPathComponent("out")
        try Data().write(to: out)
        process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
            .deletingLastPathComponent().appendingPathComponent("twin")
        process.arguments =
            [
                "serve", "--cloud", Programs.root + "/scenarios/clusters/small", "--redfish", "127.0.0.1:0",
                "--pace", "fast", "--password-file", secret.path,
            ] + more
        process.standardOutput = try FileHandle(forWritingTo: out)
        process.standardInput = FileHandle.nullDevice
        try process.run()
        for _ in 0..<300 {
            let text = try String(contentsOf: out, encoding: .utf8)
            if text.contains(" systems, "), let word = text.split(separator: " ").dropFirst(2).first {
                url = String(word.dropLast("/redfish/v1/".count))
                return
            }
            guard process.isRunning else { break }
            usleep(100_000)
        }
        process.terminate()
        throw ServiceDidNotStart()
    }

    struct ServiceDidNotStart: Error {}

    /// Ends it, as Ctrl-C does, and answers its exit code.
    func stop() -> Int32 {
        process.interrupt()
        process.waitUntilExit()
        try? FileManager.default.removeItem(at: folder)
        return process.terminationStatus
    }
}
