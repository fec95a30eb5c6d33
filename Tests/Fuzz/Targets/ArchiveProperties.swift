import Files

/// What must hold of the reader of archives and packed files.
enum ArchiveProperties {
    private static let limits = FileLimits(
        maxFileBytes: 1 << 16, maxTotalBytes: 1 << 17, maxFiles: 10, maxNames: 50, maxDepth: 40)

    /// What is wrong with how the bytes are read, as they are and with the sums of their headers set right,
    /// so that what these guard is reached; nil when nothing is.
    static func problem(_ bytes: [UInt8]) -> String? {
        if let problem = problemAsIs(bytes) { return problem }
        var summed = bytes
        for block in stride(from: 0, to: bytes.count - 511, by: 512) where bytes[block + 257] == 0x75 {
            for place in 148..<156 { summed[block + place] = 0x20 }
            let sum = summed[block..<block + 512].reduce(0) { $0 + Int($1) }
            for (place, digit) in String(sum, radix: 8).utf8.enumerated() {
                summed[block + 148 + place] = digit
            }
        }
        return summed == bytes ? nil : problemAsIs(summed)
    }

    private static func problemAsIs(_ bytes: [UInt8]) -> String? {
        do throws(FileError) {
            var total = 0
            for file in try FileTree.files(in: bytes, path: "in", limits: limits) {
                let name = file.relativePath
                guard !name.isEmpty, !name.hasPrefix("/"), !name.split(separator: "/").contains("..") else {
                    return "a name leads out of the archive: \(name)"
                }
                total += try file.bytes().count
            }
            // The total is of what is in the archive; members may be packed themselves.
            guard total <= limits.maxFiles * limits.maxFileBytes else { return "\(total) bytes came out" }
        } catch {
            guard error.path.hasPrefix("in"), !error.problem.isEmpty, !error.hint.isEmpty else {
                return "an error says nothing: \(error)"
            }
        }
        return nil
    }
}
