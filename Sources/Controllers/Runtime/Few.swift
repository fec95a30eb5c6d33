/// Elements in order, mostly none or one: those take no memory of their own, as those of an array do.
public struct Few<Element: Sendable>: RandomAccessCollection, ExpressibleByArrayLiteral, Sendable {
    private var head: Element?
    /// What follows the first.
    private var tail: [Element] = []

    /// The elements of an array.
    init(_ elements: [Element]) {
        head = elements.first
        if elements.count > 1 { tail = Array(elements.dropFirst()) }
    }

    /// Inlined, so that no array is made of a literal with one element.
    @inline(__always)
    public init(arrayLiteral elements: Element...) {
        switch elements.count {
        case 0: head = nil
        case 1: head = elements[0]
        default:
            head = elements[0]
            tail = Array(elements.dropFirst())
        }
    }

    public var startIndex: Int { 0 }
    public var endIndex: Int { head == nil ? 0 : 1 + tail.count }

    public subscript(position: Int) -> Element {
        guard position == 0 else { return tail[position - 1] }
        guard let head else { preconditionFailure("there are no elements") }
        return head
    }

    /// Adds an element at the end.
    mutating func append(_ element: Element) {
        if head == nil { head = element } else { tail.append(element) }
    }

    /// The elements of both in order.
    static func + (elements: Few, others: Few) -> Few {
        var result = elements
        for element in others { result.append(element) }
        return result
    }
}
