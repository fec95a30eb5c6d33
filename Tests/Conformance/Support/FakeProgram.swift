import Foundation
import PeerPrograms

/// A program that does what a test says, alone in a folder that is deleted with this.
final class FakeProgram: Sendable {
    /// Its path.
    let path: String
    let folder: String

    /// Makes a program of lines of shell.
    init(_ lines: String, name: String = "program") throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "program-\(UUID().uuidString)").path
        path = "\(folder)/\(name)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let text = "\(folder)/text"
        try Data("#!/bin/sh\n\(lines)\n".utf8).write(to: URL(filePath: text))
        // A file that this process has written can't be run while a child that other tests start just now has
        // it open too.
        let (code, words) = try ChildProcess.run(["install", "-m", "700", text, path])
        guard code == 0 else { throw PeerScript.Failure(description: words) }
    }

    /// Makes a program that writes a text.
    convenience init(writes text: String, status: Int = 0, name: String = "program") throws {
        try self.init("cat << 'END_OF_TEXT'\n\(text)\nEND_OF_TEXT\nexit \(status)", name: name)
    }

    /// The variables with which it is found before others of its name.
    var variables: [String: String] {
        ["PATH": "\(folder):\(ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin")"]
    }

    deinit {
        do { try FileManager.default.removeItem(atPath: folder) } catch { print("left behind: \(folder)") }
    }
}
