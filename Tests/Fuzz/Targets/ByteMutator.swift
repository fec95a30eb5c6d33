/// Spoils bytes by chance from a seed: the same on every machine (SplitMix64).
public struct ByteMutator {
    private var state: UInt64
    private let words: [[UInt8]]

    /// A mutator that also puts in these words.
    public init(seed: UInt64, words: [[UInt8]]) {
        state = seed
        self.words = words
    }

    /// A number from 0 up to the bound, without it.
    public mutating func below(_ bound: Int) -> Int {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
    }

    /// One of the seeds, spoilt in one to six places; pieces may come from another seed.
    public mutating func spoilt(_ seeds: [[UInt8]]) -> [UInt8] {
        var bytes = seeds[below(seeds.count)]
        for _ in 0..<1 + below(6) {
            let place = below(bytes.count + 1)
            switch below(7) {
            case 0 where place < bytes.count: bytes[place] ^= 1 << UInt8(below(8))
            case 1 where place < bytes.count: bytes[place] = UInt8(below(256))
            case 2: bytes.removeSubrange(place..<min(bytes.count, place + 1 + below(40)))
            case 3:
                let piece = bytes[place..<min(bytes.count, place + 1 + below(60))]
                for _ in 0...below(3) { bytes.insert(contentsOf: piece, at: place) }
            case 4 where below(4) == 0: bytes.removeLast(bytes.count - place)
            case 5:
                let other = seeds[below(seeds.count)]
                let start = below(other.count + 1)
                bytes.insert(contentsOf: other[start..<min(other.count, start + below(80))], at: place)
            default:
                guard !words.isEmpty else { continue }
                bytes.insert(contentsOf: words[below(words.count)], at: place)
            }
        }
        return bytes
    }
}
