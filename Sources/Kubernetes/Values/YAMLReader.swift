/// Reads YAML or JSON text into values, typed as Kubernetes types them.
///
/// Empty documents are skipped. Aliases and merge keys are resolved as go-yaml v2 does: a merge overrides the
/// keys above it and yields to those below. A key given twice in one map is an error.
///
///     var reader = YAMLReader(file: "cluster.yaml")
///     let values = try reader.read(bytes)
public struct YAMLReader: Sendable {
    /// The file's name for errors.
    public let file: String
    /// What the file may ask for.
    public let limits: YAMLLimits

    /// Makes a reader for one file.
    public init(file: String, limits: YAMLLimits = YAMLLimits()) {
        self.file = file
        self.limits = limits
    }

    /// All documents of the text in order; may be empty. Throws at the first problem.
    public mutating func read(_ bytes: [UInt8]) throws(YAMLError) -> [Value] {
        let result: Result<[Value], YAMLError> = bytes.withUnsafeBytes { buffer in
            Result { () throws(YAMLError) -> [Value] in try readAll(buffer) }
        }
        return try result.get()
    }

    /// All documents of the text in order; may be empty. Throws at the first problem.
    public mutating func read(_ bytes: UnsafeRawBufferPointer) throws(YAMLError) -> [Value] {
        try readAll(bytes)
    }

    /// All documents of the text in order; may be empty. Throws at the first problem.
    public mutating func read(_ text: String) throws(YAMLError) -> [Value] {
        try read(Array(text.utf8))
    }

    /// Hands over one document after the other, so that only one is in memory; throws what `each` throws, or
    /// `YAMLError` at the first problem.
    public mutating func documents(
        from bytes: UnsafeRawBufferPointer, each: (Value) throws -> Void
    ) throws {
        var stream = YAMLDocumentStream(file: file, limits: limits, source: source(of: bytes))
        while let value = try stream.next() { try each(value) }
    }

    /// Hands over one document after the other, so that only one is in memory; throws what `each` throws, or
    /// `YAMLError` at the first problem.
    public mutating func documents(from bytes: [UInt8], each: (Value) throws -> Void) throws {
        try bytes.withUnsafeBytes { buffer in try documents(from: buffer, each: each) }
    }

    /// Hands over one document after the other of a file that is itself read piece by piece.
    ///
    /// `pull` fills the buffer it is given and returns the number of bytes written, 0 at the end of the file.
    /// Throws what `pull` or `each` throws, or `YAMLError` at the first problem.
    public mutating func documents(
        pull: (UnsafeMutableRawBufferPointer) throws -> Int, each: (Value) throws -> Void
    ) throws {
        try withoutActuallyEscaping(pull) { pull in
            let source = YAMLSource(limits: limits, pull: pull)
            var stream = YAMLDocumentStream(file: file, limits: limits, source: source)
            do {
                while let value = try stream.next() { try each(value) }
            } catch {
                throw source.failure ?? error
            }
        }
    }

    private func readAll(_ bytes: UnsafeRawBufferPointer) throws(YAMLError) -> [Value] {
        var stream = YAMLDocumentStream(file: file, limits: limits, source: source(of: bytes))
        var values: [Value] = []
        while let value = try stream.next() { values.append(value) }
        return values
    }

    private func source(of bytes: UnsafeRawBufferPointer) -> YAMLSource {
        var offset = 0
        return YAMLSource(limits: limits) { buffer in
            let count = min(buffer.count, bytes.count - offset)
            buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + count]))
            offset += count
            return count
        }
    }
}
