/// Reads a tar archive member by member: ustar, pax, and GNU with its long names. Knows of limits on names
/// and records, not of what is wanted.
struct TarReader {
    /// A member.
    struct Member: Hashable, Sendable {
        /// Its name as the archive has it, in UTF-8.
        var name: String
        /// What it is.
        var kind: TarHeader.Kind
        /// The size of its content, in bytes.
        var size: Int
    }

    /// The longest name, and the most of pax records for one member, in bytes: guess, far beyond what file
    /// systems take.
    private static let maxNameBytes = 64 << 10
    private static let maxRecordBytes = 1 << 20

    private let path: String
    private let stream: ByteStream
    /// What is left of the present member, with its padding.
    private var left = 0
    private var padding = 0
    private var records: [String: [UInt8]] = [:]
    private var globalRecords: [String: [UInt8]] = [:]
    private var longName: [UInt8]?
    private var last = ""
    private var isBegun = false

    /// Reads the archive that errors call `path`.
    init(_ stream: ByteStream, path: String) {
        self.path = path
        self.stream = stream
    }

    /// The next member; nil at the end, after which everything was read. Throws when the archive is damaged
    /// or cut off.
    mutating func next() throws(FileError) -> Member? {
        while true {
            try pass()
            let block = try stream.take(TarHeader.size)
            guard block.count == TarHeader.size else {
                // Some end without the zeros that should be there.
                guard block.isEmpty, isBegun, records.isEmpty, longName == nil else { throw cutOff }
                return nil
            }
            if block.allSatisfy({ $0 == 0 }) {
                // Reads on, so that the sum over packed data is looked at.
                while try stream.skip(1 << 20) > 0 {}
                return nil
            }
            guard let header = TarHeader(block) else { throw damaged }
            isBegun = true
            (left, padding) = (header.size, -header.size & (TarHeader.size - 1))
            switch header.kind {
            case .records: records = try readRecords(header)
            case .globalRecords:
                for (key, value) in try readRecords(header) { globalRecords[key] = value }
            case .longName: longName = Array(try read(header, limit: Self.maxNameBytes).prefix { $0 != 0 })
            case .longLink, .label: break
            default: return try member(header)
            }
        }
    }

    /// The content of the member that `next` answered. Throws when the archive ends within it.
    mutating func content() throws(FileError) -> [UInt8] {
        let bytes = try stream.take(left)
        guard bytes.count == left else { throw cutOff }
        left = 0
        return bytes
    }

    private mutating func member(_ header: TarHeader) throws(FileError) -> Member {
        defer {
            records = [:]
            longName = nil
        }
        func record(_ key: String) -> [UInt8]? { records[key] ?? globalRecords[key] }
        let bytes = record("path") ?? longName ?? header.name
        guard let name = String(validating: bytes, as: UTF8.self), !bytes.contains(0) else {
            throw FileError(
                path: TarPath.text(path, String(decoding: bytes, as: UTF8.self)),
                problem: "the name is not UTF-8", hint: "rename it and pack again")
        }
        last = name
        var kind = header.kind
        if kind == .file, name.hasSuffix("/") { kind = .directory }
        if records.keys.contains(where: { $0.hasPrefix("GNU.sparse.") }) { kind = .sparse }
        if let size = record("size"), kind == .file {
            guard let text = String(validating: size, as: UTF8.self), let size = Int(text), size >= 0,
                size < Int.max >> 1
            else { throw damaged }
            (left, padding) = (size, -size & (TarHeader.size - 1))
        }
        return Member(name: name, kind: kind, size: left)
    }

    /// Passes over what is left of the present member.
    private mutating func pass() throws(FileError) {
        guard try stream.skip(left) == left else { throw cutOff }
        // The last padding is sometimes left out.
        _ = try stream.skip(padding)
        (left, padding) = (0, 0)
    }

    private mutating func read(_ header: TarHeader, limit: Int) throws(FileError) -> [UInt8] {
        guard header.size <= limit else { throw damaged }
        return try content()
    }

    /// pax records: `LENGTH KEY=VALUE` and a line end, the length that of all.
    private mutating func readRecords(_ header: TarHeader) throws(FileError) -> [String: [UInt8]] {
        var bytes = try read(header, limit: Self.maxRecordBytes)[...]
        var records: [String: [UInt8]] = [:]
        while let first = bytes.first, first != 0 {
            let digits = bytes.prefix { $0 != 0x20 }
            guard digits.count < 8, let length = Int(String(decoding: digits, as: UTF8.self)),
                length > digits.count + 1, length <= bytes.count
            else { throw damaged }
            let record = bytes.prefix(length).dropFirst(digits.count + 1)
            guard record.last == 0x0a, let equals = record.firstIndex(of: UInt8(ascii: "=")),
                let key = String(validating: record[..<equals], as: UTF8.self)
            else { throw damaged }
            records[key] = Array(record[(equals + 1)...].dropLast())
            bytes = bytes.dropFirst(length)
        }
        return records
    }

    private var place: String { last.isEmpty ? "" : ", after the member \(last)" }

    private var damaged: FileError {
        FileError(
            path: path, problem: "the tar archive is damaged\(place)",
            hint: "copy it or pack it again; `tar -t` tests it")
    }

    private var cutOff: FileError {
        FileError(
            path: path, problem: "the tar archive ends too early\(place)",
            hint: "copy it again, or wait until whatever writes it has finished")
    }
}
