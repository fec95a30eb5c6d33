import Simulation

/// Which change of the simulated cluster is which of the real one: the pairing that leaves out the least, and
/// of those the one with the least difference in time.
struct GaleraAlignment {
    /// A change on one side or both.
    struct Pair {
        var real: GaleraRecording.Change?
        var simulated: GaleraRecording.Change?
        /// Whether a change of one side was seen in one sample only.
        var isBrief = false
    }

    private(set) var pairs: [Pair] = []

    /// How many changes one side lacks, those apart that were seen in one sample only.
    var left: Int { pairs.filter { ($0.real == nil || $0.simulated == nil) && !$0.isBrief }.count }

    /// What it costs to leave out a state that was seen more than once, and one that was seen once. A second
    /// of difference costs a thousand.
    private static let skip: Int64 = 1_000_000_000_000_000
    private static let skipBrief: Int64 = 1_000_000_000

    private let real: [GaleraRecording.Change]
    private let simulated: [GaleraRecording.Change]
    private let realIDs: [Int]
    private let simulatedIDs: [Int]
    private let realCosts: [Int64]
    private let simulatedCosts: [Int64]
    private let states: Int

    /// Pairs the changes of a member that was asked at `instants`. Quadratic in the number of changes, times
    /// the number of different states.
    init(
        real: [GaleraRecording.Change], simulated: [GaleraRecording.Change], instants: [SimDuration]
    ) {
        self.real = real
        self.simulated = simulated
        var known: [GaleraAnswer] = []
        func number(_ answer: GaleraAnswer) -> Int {
            if let place = known.firstIndex(of: answer) { return place }
            known.append(answer)
            return known.count - 1
        }
        realIDs = real.map { number($0.answer) }
        simulatedIDs = simulated.map { number($0.answer) }
        realCosts = Self.costs(real, instants)
        simulatedCosts = Self.costs(simulated, instants)
        states = known.count + 1
        align()
    }

    /// When the simulated cluster shows the change that is paired with a real one.
    func time(of change: GaleraRecording.Change) -> SimDuration? {
        pairs.first { $0.real == change }?.simulated?.at
    }

    private static func costs(_ changes: [GaleraRecording.Change], _ instants: [SimDuration]) -> [Int64] {
        changes.indices.map { index in
            let end = index + 1 < changes.count ? changes[index + 1].at : SimDuration(nanoseconds: .max)
            let seen = instants.filter { $0 >= changes[index].at && $0 < end }.count
            return seen <= 1 ? skipBrief : skip
        }
    }

    /// The costs from a place on, with the state that was last paired: leaving out what only repeats that
    /// state costs nothing, since what lay between was left out.
    private mutating func align() {
        let (rows, columns) = (real.count + 1, simulated.count + 1)
        var best = [Int64](repeating: .max, count: rows * columns * states)
        func place(_ i: Int, _ j: Int, _ state: Int) -> Int { (i * columns + j) * states + state }
        for i in stride(from: rows - 1, through: 0, by: -1) {
            for j in stride(from: columns - 1, through: 0, by: -1) {
                for state in 0..<states {
                    var least: Int64 = i == real.count && j == simulated.count ? 0 : .max
                    for move in moves(i, j, state) {
                        least = min(least, move.cost + best[place(move.i, move.j, move.state)])
                    }
                    best[place(i, j, state)] = least
                }
            }
        }
        var (i, j, state) = (0, 0, states - 1)
        while i < real.count || j < simulated.count {
            let now = best[place(i, j, state)]
            guard
                let move = moves(i, j, state).first(where: {
                    $0.cost + best[place($0.i, $0.j, $0.state)] == now
                })
            else { return }
            // What only repeats the state is no change.
            if move.cost > 0 || move.i > i && move.j > j {
                pairs.append(
                    Pair(
                        real: move.i > i ? real[i] : nil, simulated: move.j > j ? simulated[j] : nil,
                        isBrief: move.cost == Self.skipBrief))
            }
            (i, j, state) = (move.i, move.j, move.state)
        }
    }

    private func moves(_ i: Int, _ j: Int, _ state: Int) -> [(i: Int, j: Int, state: Int, cost: Int64)] {
        var moves: [(i: Int, j: Int, state: Int, cost: Int64)] = []
        if i < real.count, j < simulated.count, realIDs[i] == simulatedIDs[j] {
            let difference = (real[i].at - simulated[j].at).nanoseconds.magnitude / 1_000_000
            moves.append((i + 1, j + 1, realIDs[i], Int64(min(difference, 900_000_000))))
        }
        if i < real.count {
            moves.append((i + 1, j, state, realIDs[i] == state ? 0 : realCosts[i]))
        }
        if j < simulated.count {
            moves.append((i, j + 1, state, simulatedIDs[j] == state ? 0 : simulatedCosts[j]))
        }
        return moves
    }
}
