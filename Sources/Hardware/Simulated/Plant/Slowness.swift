/// How many times slower faults make something: one factor a fault, and their product.
public struct Slowness: Hashable, Sendable {
    /// What the product is at most, so that durations stay within 64 bits: what is so slow is as good as
    /// still.
    static let limit: Int64 = 10_000

    private var factors: [Int64] = []

    /// As fast as usual.
    init() {}

    /// The product, from 1 to the limit.
    public var product: Int64 { factors.reduce(1) { min($0 * $1, Self.limit) } }

    /// Takes the factor of one fault in, or out.
    mutating func change(_ factor: Int64, begins: Bool) {
        let factor = min(max(factor, 1), Self.limit)
        if begins {
            // In order, so that equal ones are equal whatever came first.
            factors.insert(factor, at: factors.firstIndex { $0 > factor } ?? factors.count)
        } else if let place = factors.firstIndex(of: factor) {
            factors.remove(at: place)
        }
    }
}
