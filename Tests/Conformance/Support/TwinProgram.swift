import Foundation
import PeerPrograms

/// `twin`, run as a user runs it.
enum TwinProgram {
    struct Answer {
        var code: Int32
        /// What it wrote on both outputs.
        var text: String

        /// The text as an object of JSON.
        func object() throws -> [String: Any] {
            let value = try JSONSerialization.jsonObject(with: Data(text.utf8))
            guard let object = value as? [String: Any] else { throw CocoaError(.coderReadCorrupt) }
            return object
        }
    }

    /// Runs it to its end.
    static func run(_ words: [String], _ variables: [String: String] = [:]) async throws -> Answer {
        let binary = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
            .appending(path: "twin").path
        let (code, text) = try await ChildProcess.runApart([binary] + words, variables)
        return Answer(code: code, text: text)
    }
}
