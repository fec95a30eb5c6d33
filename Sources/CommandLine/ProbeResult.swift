import ArgumentParser
import Foundation

/// What a probe found out, and what stood against the rest.
protocol ProbeResult: Encodable {
    /// Whether anything was told.
    var isTold: Bool { get }
    /// What stood against the rest.
    var failures: [String] { get }
    /// All of it, for people.
    var text: String { get }
}

extension ProbeResult {
    /// Writes what was told, and what stood against the rest on standard error; throws when that is anything.
    func write(json: Bool) throws {
        // The network library ignores the signal of a closed pipe; output must not.
        signal(SIGPIPE, SIG_DFL)
        if isTold { Output.write(json ? try self.json() : text) }
        for failure in failures { Output.error(failure) }
        if !failures.isEmpty { throw ExitCode(ExitStatus.failed.rawValue) }
    }

    /// As JSON, its fields in order of their names.
    private func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
    }
}
