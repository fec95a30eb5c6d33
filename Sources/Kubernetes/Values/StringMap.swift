/// A map from strings to strings in the order written, such as labels, annotations and selectors.
///
/// Two are equal when they hold the same pairs in whatever order. Look-up is linear.
public struct StringMap: Sendable {
    /// A key with its value.
    public typealias Entry = (key: String, value: String)

    /// The pairs in order, each key once; may be empty.
    public private(set) var entries: [Entry] = []

    /// Makes an empty map.
    public init() {}

    /// Makes a map of pairs; of pairs with the same key the last one counts.
    public init(_ entries: [Entry]) {
        for entry in entries { self[entry.key] = entry.value }
    }

    /// Whether there are no pairs.
    public var isEmpty: Bool { entries.isEmpty }

    /// How many pairs there are.
    public var count: Int { entries.count }

    /// The keys in order.
    public var keys: [String] { entries.map(\.key) }

    /// The value of a key; setting replaces in place or appends, setting nil removes.
    public subscript(_ key: String) -> String? {
        get {
            // Keys differ by their lengths, mostly. Where they lie, they are looked at without a copy.
            let length = key.utf8.count
            return entries.withUnsafeBufferPointer { entries in
                for index in entries.indices
                where entries[index].key.utf8.count == length && entries[index].key == key {
                    return entries[index].value
                }
                return nil
            }
        }
        set {
            if let index = entries.firstIndex(where: { $0.key == key }) {
                if let newValue { entries[index].value = newValue } else { entries.remove(at: index) }
            } else if let newValue {
                entries.append((key, newValue))
            }
        }
    }
}

extension StringMap: ExpressibleByDictionaryLiteral {
    /// Makes a map of pairs in the order written; of pairs with the same key the last one counts.
    public init(dictionaryLiteral elements: (String, String)...) {
        for (key, value) in elements { self[key] = value }
    }
}

extension StringMap: Equatable {
    /// Whether both hold the same pairs.
    public static func == (left: StringMap, right: StringMap) -> Bool {
        guard left.count == right.count else { return false }
        let isSame = left.entries.withUnsafeBufferPointer { left in
            right.entries.withUnsafeBufferPointer { $0.baseAddress == left.baseAddress }
        }
        if isSame { return true }
        return left.entries.allSatisfy { right[$0.key] == $0.value }
    }
}

extension StringMap: FieldValue {
    /// Decodes a map of strings; booleans and numbers without quotes are an error, as in Kubernetes.
    public init(value: Kubernetes.Value) throws(FieldError) {
        guard case .map(let fields) = value.node else { throw FieldError.expected("a map", found: value) }
        entries.reserveCapacity(fields.count)
        for field in fields {
            do {
                entries.append((field.key, try String(value: field.value)))
            } catch {
                throw error.inside(field.key)
            }
        }
    }

    /// The map; pairs of the base that remain keep their text and place.
    public func encoded(over base: Kubernetes.Value?) -> Kubernetes.Value {
        var fields: [Kubernetes.Value.Field] = []
        fields.reserveCapacity(count)
        for field in base?.fields ?? [] {
            guard let value = self[field.key] else { continue }
            var kept = field
            kept.value = value.encoded(over: field.value)
            fields.append(kept)
        }
        let keptCount = fields.count
        for entry in entries where !fields[..<keptCount].contains(where: { $0.key == entry.key }) {
            fields.append(Kubernetes.Value.Field(key: entry.key, value: entry.value.encoded(over: nil)))
        }
        return Kubernetes.Value(node: .map(fields), position: base?.position ?? .none)
    }
}
