import Simulation

/// Draws for generators of test cases, one after the other.
struct Dice {
    private let stream: RandomStream
    private var count: UInt64 = 0

    init(_ seed: UInt64) { stream = RandomStream(seed: seed).derive("dice") }

    /// A number from 0 up to `bound`, without it.
    mutating func below(_ bound: Int) -> Int {
        count += 1
        return Int(stream.below(UInt64(bound), count))
    }

    /// One of some.
    mutating func pick<Element>(_ all: [Element]) -> Element { all[below(all.count)] }
}
