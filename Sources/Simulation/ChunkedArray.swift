/// An array that is copied on write chunk by chunk, so that a fork shares all chunks and a write copies one.
///
/// Look-up and in-place change are O(1); the first write after a fork costs one chunk and the table of
/// chunks.
public struct ChunkedArray<Element> {
    /// The elements, `mask + 1` to a chunk; only the last chunk may be shorter, and none is empty.
    @usableFromInline var chunks: ContiguousArray<ContiguousArray<Element>> = []
    /// The number of elements.
    public private(set) var count = 0

    /// Bits of an index that choose within a chunk. To copy small plain values costs next to nothing, but the
    /// table of chunks is copied too, pointer by pointer: of such values there are more to a chunk.
    @inlinable static var shift: Int {
        _isPOD(Element.self) && MemoryLayout<Element>.stride <= 16 ? 8 : 5
    }
    /// The largest index within a chunk.
    @inlinable static var mask: Int { 1 << shift - 1 }

    /// Makes an empty array.
    public init() {}

    /// Makes an array of `count` copies of `element`.
    @inlinable
    public init(repeating element: Element, count: Int) {
        self.init()
        for start in stride(from: 0, to: count, by: Self.mask + 1) {
            let length = Swift.min(Self.mask + 1, count - start)
            chunks.append(ContiguousArray(repeating: element, count: length))
        }
        grow(by: count)
    }

    /// True when there is no element.
    public var isEmpty: Bool { count == 0 }

    /// Adds `element` at the end.
    @inlinable
    public mutating func append(_ element: Element) {
        if count & Self.mask == 0 {
            var chunk = ContiguousArray<Element>()
            chunk.reserveCapacity(Self.mask + 1)
            chunk.append(element)
            chunks.append(chunk)
        } else {
            chunks[chunks.count - 1].append(element)
        }
        grow(by: 1)
    }

    /// Counts elements that were appended.
    @usableFromInline
    mutating func grow(by more: Int) { count += more }

    /// The element at `index`, which must be valid.
    @inlinable
    public subscript(index: Int) -> Element {
        _read { yield chunks[index >> Self.shift][index & Self.mask] }
        _modify { yield &chunks[index >> Self.shift][index & Self.mask] }
    }

    /// Calls `body` with each index and element in order: cheaper than going by index, which looks the chunk
    /// up for each.
    @inlinable
    public func forEach(_ body: (Int, Element) -> Void) {
        var start = 0
        for chunk in chunks {
            chunk.withUnsafeBufferPointer { elements in
                for place in elements.indices { body(start + place, elements[place]) }
            }
            start += chunk.count
        }
    }

    /// Calls `body` with the elements where they lie, chunk by chunk in order, and the index of each chunk's
    /// first: reading a field of one copies that field only.
    @inlinable
    public func forEachChunk(_ body: (Int, UnsafeBufferPointer<Element>) -> Void) {
        var start = 0
        for chunk in chunks {
            chunk.withUnsafeBufferPointer { body(start, $0) }
            start += chunk.count
        }
    }

    /// The valid indices, in order.
    public var indices: Range<Int> { 0..<count }
}

extension ChunkedArray: Sendable where Element: Sendable {}
