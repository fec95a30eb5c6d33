/// Makes equal strings of many documents one string: names of items, labels and phases, of which every
/// machine of a cloud brings its own copy, then take room once, and comparing them reads none of their text.
public struct StringPool: Sendable {
    /// Strings of at most this many bytes have no storage of their own.
    private static let inline = 15
    /// Longer strings hardly ever come twice.
    private static let longest = 80

    private var strings: Set<String> = []
    private let limit: Int

    /// A pool that keeps at most `limit` strings; further ones stay as they are.
    public init(limit: Int = 1 << 16) { self.limit = limit }

    /// The string of the pool that equals `text`.
    public mutating func share(_ text: String) -> String {
        let count = text.utf8.count
        guard count > StringPool.inline, count <= StringPool.longest else { return text }
        if strings.count < limit { return strings.insert(text).memberAfterInsert }
        return strings.firstIndex(of: text).map { strings[$0] } ?? text
    }

    /// The same value, its keys and scalars from the pool.
    public mutating func share(_ value: Value) -> Value {
        var value = value
        switch value.node {
        case .scalar(var scalar):
            scalar.text = share(scalar.text)
            value.node = .scalar(scalar)
        case .list(var elements):
            for index in elements.indices { elements[index] = share(elements[index]) }
            value.node = .list(elements)
        case .map(var fields):
            for index in fields.indices {
                fields[index].key = share(fields[index].key)
                fields[index].value = share(fields[index].value)
            }
            value.node = .map(fields)
        }
        return value
    }
}
