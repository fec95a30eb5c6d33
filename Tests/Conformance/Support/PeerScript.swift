import Foundation

/// A script that installs, starts and ends a program of other people.
enum PeerScript {
    struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    /// The top of the repository.
    static let top = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// Runs a script of `Peers/`; answers what it printed, without the line end.
    static func run(_ name: String, _ arguments: [String], folder: String) async throws -> String {
        try await command(
            [top.appending(path: "Tests/Conformance/Peers/\(name).sh").path] + arguments, ["PEER_DIR": folder]
        )
    }

    /// Runs a program; answers what it printed, without the line end.
    static func command(_ arguments: [String], _ variables: [String: String] = [:]) async throws -> String {
        let out = FileManager.default.temporaryDirectory.appending(path: "peer-\(UUID().uuidString)")
        defer {
            do { try FileManager.default.removeItem(at: out) } catch { print("left behind: \(out.path)") }
        }
        let code = try await ChildProcess(arguments, variables, out: out.path).wait()
        let text = String(decoding: try Data(contentsOf: out), as: UTF8.self)
            .trimmingCharacters(in: .whitespacesAndNewlines)
        guard code == 0 else { throw Failure(description: "\(arguments.joined(separator: " ")): \(text)") }
        return text
    }

    /// Whether the programs of a script are installed.
    static func isInstalled(_ name: String) async -> Bool {
        do { _ = try await run(name, ["installed"], folder: "/nonexistent") } catch { return false }
        return true
    }
}
