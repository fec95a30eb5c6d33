/// A stack whose upper part can be moved out into an array of exactly its size, without counting references.
struct MoveStack<Element>: ~Copyable {
    /// How many elements lie on the stack.
    private(set) var count = 0
    private var base: UnsafeMutablePointer<Element>
    private var capacity: Int

    /// Makes an empty stack.
    init() {
        capacity = 256
        base = .allocate(capacity: capacity)
    }

    deinit {
        base.deinitialize(count: count)
        base.deallocate()
    }

    /// Puts an element on top.
    @inline(__always)
    mutating func push(_ element: consuming Element) {
        if count == capacity { grow() }
        (base + count).initialize(to: element)
        count += 1
    }

    /// The element at an index below `count`.
    subscript(index: Int) -> Element {
        @inline(__always) unsafeAddress { UnsafePointer(base + index) }
        @inline(__always) unsafeMutableAddress { base + index }
    }

    /// Moves all elements from an index upwards off the stack.
    @inline(__always)
    mutating func take(from start: Int) -> [Element] {
        let size = count - start
        count = start
        if size == 0 { return [] }
        let source = base + start
        return Array(unsafeUninitializedCapacity: size) { buffer, initialized in
            buffer.baseAddress?.moveInitialize(from: source, count: size)
            initialized = size
        }
    }

    /// Removes the element at an index; those above move down.
    mutating func remove(at index: Int) {
        (base + index).deinitialize(count: 1)
        (base + index).moveInitialize(from: base + index + 1, count: count - index - 1)
        count -= 1
    }

    /// Removes everything.
    mutating func removeAll() {
        base.deinitialize(count: count)
        count = 0
    }

    @inline(never)
    private mutating func grow() {
        let larger = UnsafeMutablePointer<Element>.allocate(capacity: capacity * 2)
        larger.moveInitialize(from: base, count: count)
        base.deallocate()
        base = larger
        capacity *= 2
    }
}
