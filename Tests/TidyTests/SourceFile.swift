import Foundation

/// A source file of the project, for rules about the text.
struct SourceFile {
    /// The path from the top of the repository.
    let path: String
    /// Its lines.
    let lines: [String]

    /// The file at `path` with a text.
    init(path: String, text: String) {
        self.path = path
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

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
                files.append(SourceFile(path: "\(folder)/\(name)", text: text))
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

    /// The modules that the file imports, wholly or a declaration of theirs.
    var imports: [(number: Int, module: String)] {
        let pattern =
            #/
            \s* (?: (?: @\w+ (?: \([^)]*\) )? | public | package | internal | fileprivate | private) \s+ )*
            import \s+ (?: (?: typealias | struct | class | enum | protocol | let | var | func) \s+ )?
            (\w+)
            /#
        return code.compactMap { number, text in
            guard text.contains("import "), let match = text.prefixMatch(of: pattern) else { return nil }
            return (number, String(match.1))
        }
    }

    /// The lines that declare a variable of a type which keeps something: with a value in its place, a
    /// closure that makes it, or observers. One that is computed keeps nothing.
    var storedStatics: [Int] {
        let code = code
        return code.indices.compactMap { index in
            guard let start = code[index].text.firstRange(of: "static var")?.upperBound else { return nil }
            let parts = code[index].text[start...].split(
                separator: "{", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2, !parts[0].contains("=") {
                let next = index + 1 < code.count ? code[index + 1].text : ""
                let body = "\(parts[1]) \(next)".trimmingCharacters(in: .whitespaces)
                if !body.hasPrefix("didSet"), !body.hasPrefix("willSet") { return nil }
            }
            return code[index].number
        }
    }

    /// The name of what the file has to declare or extend: its own up to a `+`.
    var subject: String {
        let name = path.split(separator: "/").last.map(String.init) ?? ""
        return String(name.dropLast(".swift".count).prefix { $0 != "+" })
    }

    /// Whether the file declares or extends, at its top level, the type that it is named after.
    var declaresItsSubject: Bool {
        let subject = subject
        let pattern =
            #/
            (?: (?: @\w+ (?: \([^)]*\) )? | public | package | internal | fileprivate | private
                | final | indirect | nonisolated) \s+ )*
            (?: struct | class | enum | actor | protocol | extension | typealias | macro) \s+
            ([\w.]+)
            /#
        return code.contains { _, text in
            guard text.contains(subject), let match = text.prefixMatch(of: pattern) else { return false }
            return match.1.split(separator: ".").contains { $0 == subject }
        }
    }
}
