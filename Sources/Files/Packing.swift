/// How a file is packed.
enum Packing: Hashable, Sendable {
    /// Not at all, or in a way that the reader of YAML tells.
    case plain
    case gzip
    case tar
    /// A way that is not read, with what undoes it.
    case foreign(label: String, command: String)

    /// How many bytes from the beginning tell.
    static let headCount = 512

    /// Looks at the beginning of a file. A tar of 1977, which has no mark, is known by the sum over its
    /// header.
    init(_ head: ArraySlice<UInt8>) {
        let head = Array(head)
        func begins(_ bytes: [UInt8]) -> Bool { head.starts(with: bytes) }
        if begins([0x1f, 0x8b]) {
            self = .gzip
        } else if begins([0xfd, 0x37, 0x7a, 0x58, 0x5a]) {
            self = .foreign(label: "xz", command: "xz -d")
        } else if begins([0x28, 0xb5, 0x2f, 0xfd]) {
            self = .foreign(label: "zstd", command: "zstd -d")
        } else if begins([0x42, 0x5a, 0x68]), head.count > 9,
            head[4...9] == [0x31, 0x41, 0x59, 0x26, 0x53, 0x59]
        {
            self = .foreign(label: "bzip2", command: "bzip2 -d")
        } else if begins([0x50, 0x4b, 0x03, 0x04]) {
            self = .foreign(label: "zip", command: "unzip")
        } else if head.count == Self.headCount, TarHeader.isHeader(head) {
            self = .tar
        } else {
            self = .plain
        }
    }

    /// Whether a name in a directory or an archive is one of YAML or JSON, packed or not.
    static func isDocument(_ name: String) -> Bool {
        var name = name.lowercased()
        if name.hasSuffix(".gz") { name.removeLast(3) }
        return [".yaml", ".yml", ".json"].contains { name.hasSuffix($0) }
    }

    /// Whether a name in a directory is one of an archive.
    static func isArchive(_ name: String) -> Bool {
        let name = name.lowercased()
        return [".tar", ".tar.gz", ".tgz"].contains { name.hasSuffix($0) }
    }
}
