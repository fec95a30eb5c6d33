import Foundation
import PeerPrograms

/// `twin serve` over the small example cloud, at a free port of the loopback, until `stop`.
final class RedfishServiceProcess {
    /// The address of the service; of the first one, where each system has its own.
    var url: String { addresses[0].url }
    /// The name and the address of each service; the name is empty where it is one for all.
    let addresses: [(name: String, url: String)]
    let password = "conformance-1"
    private let process: ChildProcess
    private let folder: URL

    /// Starts it and waits until it serves.
    init(_ more: [String] = []) throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let secret = folder.appendingPathComponent("password")
        try password.write(to: secret, atomically: true, encoding: .utf8)
        let out = folder.appendingPathComponent("out")
        try Data().write(to: out)
        let binary = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
            .deletingLastPathComponent().appendingPathComponent("twin")
        process = try ChildProcess(
            [
                binary.path, "serve", "--cloud", Programs.root + "/scenarios/clusters/small", "--redfish",
                "127.0.0.1:0", "--pace", "fast", "--password-file", secret.path,
            ] + more, out: out.path)
        for _ in 0..<300 {
            let text = try String(contentsOf: out, encoding: .utf8)
            if text.contains(" systems, ") {
                addresses = text.split(separator: "\n").compactMap { line in
                    let words = line.split(separator: " ")
                    guard words.count > 2, words[1] == "at" else { return nil }
                    let name = words[0] == "Redfish" ? "" : String(words[0])
                    return (name, String(words[2].dropLast("/redfish/v1/".count)))
                }
                return
            }
            guard process.isRunning else { break }
            usleep(100_000)
        }
        process.send(SIGTERM)
        _ = process.end()
        throw ServiceDidNotStart()
    }

    struct ServiceDidNotStart: Error {}

    /// Ends it, as Ctrl-C does, and answers its exit code.
    func stop() -> Int32 {
        process.send(SIGINT)
        defer { try? FileManager.default.removeItem(at: folder) }
        return process.end()
    }
}
