import Controllers
public import Simulation

/// How many beats of a rhythm a stretch of time holds, and how many owners keep it.
public struct BeatCount: Sendable {
    /// The rhythm.
    public let rhythm: Rhythm
    /// How many keep it.
    public let owners: Int
    /// How many beats.
    public let count: Int
}

extension World {
    /// The beats from the epoch on and before `end`, of those who keep each rhythm now: computed, not
    /// counted.
    public borrowing func beats(until end: SimTime) -> [BeatCount] {
        EstateRhythm.allCases.map { rhythm in
            let owners = state.substrate.owners(of: rhythm)
            let count = owners.reduce(0) {
                $0 + state.substrate.beats(rhythm, of: $1).count(from: .zero, until: end)
            }
            return BeatCount(rhythm: rhythm.rhythm, owners: owners.count, count: count)
        }
    }
}
