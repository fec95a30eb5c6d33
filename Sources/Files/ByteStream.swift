/// Bytes that come one after the other, and can be looked at before they are taken. Keeps 64 KiB, or what
/// was looked at.
final class ByteStream {
    private let source: ByteSource
    private var buffer: [UInt8] = []
    private var start = 0
    private var isOver = false

    /// The bytes that `source` gives.
    init(_ source: @escaping ByteSource) { self.source = source }

    /// The next `count` bytes, which are not taken; fewer at the end.
    func peek(_ count: Int) throws(FileError) -> ArraySlice<UInt8> {
        while buffer.count - start < count, try refill() {}
        return buffer[start..<min(start + count, buffer.count)]
    }

    /// Takes the next `count` bytes; fewer at the end. Uses memory for what is there, whatever `count` is.
    func take(_ count: Int) throws(FileError) -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count {
            if start == buffer.count, try !refill() { break }
            let end = min(buffer.count, start + count - bytes.count)
            bytes += buffer[start..<end]
            start = end
        }
        return bytes
    }

    /// Passes over `count` bytes; answers how many there were.
    func skip(_ count: Int) throws(FileError) -> Int {
        var left = count
        while left > 0 {
            if start == buffer.count, try !refill() { break }
            let step = min(buffer.count - start, left)
            start += step
            left -= step
        }
        return count - left
    }

    /// Takes what comes next into a buffer, as a `ByteSource` does.
    func read(into target: UnsafeMutableRawBufferPointer) throws(FileError) -> Int {
        guard start < buffer.count else { return isOver ? 0 : try source(target) }
        let count = min(target.count, buffer.count - start)
        buffer.withUnsafeBytes { target.copyMemory(from: .init(rebasing: $0[start..<start + count])) }
        start += count
        return count
    }

    /// Gets more; false at the end. What was taken is given up.
    private func refill() throws(FileError) -> Bool {
        if isOver { return false }
        let (rest, source) = (buffer[start...], source)
        var result: Result<Int, FileError> = .success(0)
        buffer = [UInt8](unsafeUninitializedCapacity: rest.count + (64 << 10)) { target, count in
            let bytes = UnsafeMutableRawBufferPointer(target)
            rest.withUnsafeBytes { bytes.copyMemory(from: $0) }
            result = Result { () throws(FileError) in try source(.init(rebasing: bytes[rest.count...])) }
            count = rest.count
            if case .success(let more) = result { count += more }
        }
        start = 0
        isOver = try result.get() == 0
        return !isOver
    }
}
