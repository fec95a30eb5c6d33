import Simulation

/// Journal entries for tests, of all sizes of number.
enum SampleEntries {
    /// `count` entries; the same for the same `seed`.
    static func make(_ count: Int, seed: UInt64 = 1) -> [Entry] {
        let stream = RandomStream(seed: seed)
        return (0..<UInt64(count)).map { index in
            let draw = stream.derive(index)
            return Entry(
                time: SimTime(nanoseconds: Int64(bitPattern: draw.bits(0) >> draw.below(64, 1))),
                kind: EntryKind(rawValue: UInt16(draw.below(65_536, 2))),
                subject: Subject(packed: draw.bits(3)),
                object: draw.chance(1, in: 2, 4) ? .none : Subject(packed: draw.bits(5) >> 20),
                value: Int64(bitPattern: draw.bits(6)) >> Int64(draw.below(64, 7)),
                cause: EntryID(number: UInt32(draw.below(index + 1, 8))))
        }
    }
}
