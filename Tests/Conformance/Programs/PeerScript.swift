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
        try await command([path(name)] + arguments, ["PEER_DIR": folder])
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

    /// Why a test can't have what a script starts.
    public enum Lack: Sendable {
        /// What it needs is not installed.
        case installation(String)
        /// It can't run here, whatever is installed: why.
        case machine(String)
    }

    /// What a script lacks; nil when it can start its programs.
    public static func lack(of name: String) async throws -> Lack? {
        let (code, text) = try await ChildProcess.runApart([path(name), "installed"])
        switch code {
        case 0: return nil
        case 3: return .machine("\(name): \(text.trimmingCharacters(in: .whitespacesAndNewlines))")
        default: return .installation("\(name) is not installed: `make conformance` installs it")
        }
    }

    private static func path(_ name: String) -> String {
        top.appending(path: "Tests/Conformance/Peers/\(name).sh").path
    }
}
