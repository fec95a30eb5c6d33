public import Foundation

/// A script that installs, starts and ends a program of other people.
public enum PeerScript {
    /// A program that did not do its work.
    public struct Failure: Error, CustomStringConvertible {
        public var description: String

        /// Makes it of what went wrong.
        public init(description: String) { self.description = description }
    }

    /// The top of the repository.
    public static let top = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// Runs a script of `Peers/`; answers what it printed, without the line end.
    public static func run(_ name: String, _ arguments: [String], folder: String) async throws -> String {
        try await command(
            [top.appending(path: "Tests/Conformance/Peers/\(name).sh").path] + arguments, ["PEER_DIR": folder]
        )
    }

    /// Runs a program; answers what it printed, without the line end.
    public static func command(_ arguments: [String], _ variables: [String: String] = [:]) async throws
        -> String
    {
        let (code, output) = try await ChildProcess.runApart(arguments, variables)
        let text = output.trimmingCharacters(in: .whitespacesAndNewlines)
        guard code == 0 else { throw Failure(description: "\(arguments.joined(separator: " ")): \(text)") }
        return text
    }

    /// Whether the programs of a script are installed.
    public static func isInstalled(_ name: String) async -> Bool {
        do { _ = try await run(name, ["installed"], folder: "/nonexistent") } catch { return false }
        return true
    }
}
