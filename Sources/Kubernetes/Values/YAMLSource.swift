/// Where the parser gets its bytes from: calls a closure for more, counts, and refuses too much.
final class YAMLSource {
    private let pull: (UnsafeMutableRawBufferPointer) throws -> Int
    private let limits: YAMLLimits
    /// How many bytes were handed to the parser.
    private(set) var fedBytes = 0
    /// How many bytes had been handed over when the current document began.
    var documentStart = 0
    /// The error of the closure, if it threw one.
    private(set) var failure: (any Error)?
    /// Why no more bytes were handed over, as problem and hint.
    private(set) var refusal: (problem: String, hint: String)?

    /// Makes a source of a closure that fills the buffer and returns how many bytes it wrote, 0 at the end.
    init(limits: YAMLLimits, pull: @escaping (UnsafeMutableRawBufferPointer) throws -> Int) {
        self.limits = limits
        self.pull = pull
    }

    /// Fills the buffer; nil on a failure or refusal.
    func fill(_ buffer: UnsafeMutableRawBufferPointer) -> Int? {
        let count: Int
        do {
            count = try pull(buffer)
        } catch {
            failure = error
            return nil
        }
        precondition(
            count >= 0 && count <= buffer.count, "\(count) bytes must not exceed the buffer's \(buffer.count)"
        )
        if fedBytes == 0, let kind = YAMLSource.binaryKind(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        {
            refusal = ("this is \(kind), not YAML text", "give the YAML file itself")
            return nil
        }
        fedBytes += count
        if fedBytes > limits.maxTotalBytes {
            refusal = (
                "the file is larger than the limit of \(limits.maxTotalBytes) bytes",
                "split it into several files"
            )
            return nil
        }
        if count > 0, fedBytes - documentStart > limits.maxDocumentBytes {
            refusal = YAMLSource.documentRefusal(limits)
            return nil
        }
        return count
    }

    /// The problem and hint for a document above the limit.
    static func documentRefusal(_ limits: YAMLLimits) -> (problem: String, hint: String) {
        (
            "the document is larger than the limit of \(limits.maxDocumentBytes) bytes",
            "separate the objects by a line with --- or split the file"
        )
    }

    private static func binaryKind(_ bytes: UnsafeRawBufferPointer) -> String? {
        let kinds: [(magic: [UInt8], name: String)] = [
            ([0x7F, 0x45, 0x4C, 0x46], "an ELF program"),
            ([0x1F, 0x8B], "a gzip archive"),
            ([0x28, 0xB5, 0x2F, 0xFD], "a zstd archive"),
            ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "an xz archive"),
            ([0x42, 0x5A, 0x68], "a bzip2 archive"),
            ([0x50, 0x4B, 0x03, 0x04], "a zip archive"),
            ([0x89, 0x50, 0x4E, 0x47], "a PNG picture"),
            ([0x25, 0x50, 0x44, 0x46], "a PDF document"),
        ]
        for kind in kinds where bytes.starts(with: kind.magic) { return kind.name }
        return nil
    }
}
