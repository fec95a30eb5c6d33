import Foundation

/// What `ipmitool` wrote: lines, most of them `Name : value`.
struct IPMIText: Sendable {
    let lines: [String]

    init(_ text: String) {
        lines = text.split(whereSeparator: \.isNewline).map(String.init)
    }

    /// The value behind a name; nil when there is none or it is empty.
    func value(_ name: String) -> String? {
        for line in lines {
            let parts = line.split(separator: ":", maxSplits: 1).map {
                $0.trimmingCharacters(in: .whitespaces)
            }
            let first = parts.first.map { $0.hasPrefix("- ") ? String($0.dropFirst(2)) : $0 }
            if parts.count == 2, first == name, !parts[1].isEmpty { return parts[1] }
        }
        return nil
    }

    /// Whether a line has this text.
    func contains(_ text: String) -> Bool { lines.contains { $0.contains(text) } }
}
