import Foundation

/// A source file of the project, for rules about the text.
struct SourceFile {
    /// The path from the top of the repository.
    let path: String
    /// Its lines.
    let lines: [String]

    /// The top of the repository.
    static let top = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The Swift files under folders of the repository.
    static func all(under folders: [String]) throws -> [SourceFile] {
        var files: [SourceFile] = []
        for folder in folders {
            let root = top.appending(path: folder)
            guard let names = FileManager.default.enumerator(atPath: root.path) else { continue }
            for case let name as String in names where name.hasSuffix(".swift") {
                let text = try String(contentsOf: root.appending(path: name), encoding: .utf8)
                files.append(
                    SourceFile(
                        path: "\(folder)/\(name)",
                        lines: text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
                )
            }
        }
        return files.sorted { $0.path < $1.path }
    }

    /// The lines that are code: comments left out.
    var code: [(number: Int, text: String)] {
        lines.enumerated().compactMap { index, line in
            let trimmed = line.trimmingCharacters(in: .whitespaces)
            return trimmed.hasPrefix("//") ? nil : (index + 1, line)
        }
    }

    /// The module that the file belongs to.
    var module: String {
        let parts = path.split(separator: "/").map(String.init)
        guard parts.count > 2, parts[0] == "Sources" else { return parts.first ?? "" }
        return parts[1] == "Hardware" ? "Hardware" + parts[2] : parts[1]
    }
}
