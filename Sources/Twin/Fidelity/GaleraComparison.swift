import HardwareSimulated
public import Kubernetes
public import Simulation

/// A recording of a real cluster, held against the simulated one.
///
/// Each member's answers are compared as a sequence. A state that was seen in one sample only may be missing
/// on the other side: it is too short to be seen reliably. A change holds when both sides show it within one
/// sample, or 20 % of the time since the last action, whichever is longer. Where it does not, but lies
/// between what the shortest and the longest of each duration give that real clusters were measured to take
/// (three standard deviations), it is in range: chance, as far as anybody knows. Timers, quorum and the order
/// of things are not drawn, so nothing excuses them.
public struct GaleraComparison: Sendable {
    /// How a change compares.
    public enum Verdict: String, Sendable {
        case holds
        case inRange = "in range"
        /// The simulated one comes too early.
        case early
        /// The simulated one comes too late.
        case late
        /// It was seen in one sample on one side only.
        case brief
        /// Only the real cluster shows it.
        case missing
        /// Only the simulated one shows it.
        case extra

        /// Whether the simulated cluster may be trusted here.
        public var isGood: Bool {
            switch self {
            case .holds, .inRange, .brief: true
            case .early, .late, .missing, .extra: false
            }
        }
    }

    /// A change of what a member answers, on both sides.
    public struct Row: Sendable {
        /// What it answers from then on.
        public var answer: GaleraAnswer
        /// When the real one was first seen to; nil when never.
        public var real: SimDuration?
        /// When the simulated one was.
        public var simulated: SimDuration?
        /// How long after the last action that is, by the real cluster's clock where it is known.
        public var elapsed: SimDuration
        /// How they compare.
        public var verdict: Verdict
    }

    /// A member's changes.
    public struct Member: Sendable {
        /// Its name.
        public var name: String
        /// In order; empty when it never changed.
        public var rows: [Row]
    }

    /// The name of the scenario.
    public var scenario: String
    /// In the order of their names.
    public var members: [Member] = []
    /// What had to be assumed.
    public var notes: [String]

    /// Whether every change compares well.
    public var holds: Bool { members.allSatisfy { $0.rows.allSatisfy(\.verdict.isGood) } }

    /// The most changes of one member that are compared.
    static let maxChanges = 500

    /// Replays `recording` with the durations of `timings`. Throws when it has more changes than can be
    /// compared.
    public init(_ recording: GaleraRecording, timings: [Timing]) throws(FieldError) {
        scenario = recording.scenario
        notes = recording.notes
        let begin = recording.actions.first?.at ?? .zero
        let real = recording.changes.map { Self.from(begin, $0) }
        for (name, changes) in zip(recording.members, real) where changes.count > Self.maxChanges {
            throw FieldError(
                path: "samples", position: .none,
                problem: "\(name) changes \(changes.count) times; \(Self.maxChanges) are compared")
        }
        let runs = GaleraPace.all.map { pace in
            GaleraReplay(recording, GaleraDurations(timings, pace)).changes.map { Self.from(begin, $0) }
        }
        for (index, name) in recording.members.enumerated() {
            let aligned = runs.map {
                GaleraAlignment(
                    real: real[index], simulated: $0[index], instants: recording.instants[index])
            }
            members.append(Member(name: name, rows: Self.rows(aligned, recording)))
        }
    }

    /// The changes from `begin` on, with what was the case then as the first.
    private static func from(_ begin: SimDuration, _ changes: [GaleraRecording.Change])
        -> [GaleraRecording.Change]
    {
        let first = changes.lastIndex { $0.at <= begin } ?? 0
        return Array(changes[min(first, changes.count)...])
    }

    /// `aligned` is in the order of `GaleraPace.all`. What chance may have done to the sequence is taken from
    /// the first of the runs that leaves out the least.
    private static func rows(_ aligned: [GaleraAlignment], _ recording: GaleraRecording) -> [Row] {
        guard let usual = aligned.first else { return [] }
        let best = aligned.min { $0.left < $1.left } ?? usual
        let chosen = best.left < usual.left ? best : usual
        var rows: [Row] = []
        for pair in chosen.pairs.dropFirst() {
            let time = pair.real?.at ?? pair.simulated?.at ?? .zero
            guard let answer = pair.real?.answer ?? pair.simulated?.answer else { continue }
            let last = recording.actions.last { $0.at <= time }?.at ?? .zero
            var simulated = pair.simulated?.at
            var verdict: Verdict
            if let real = pair.real, let compared = simulated {
                let median = usual.time(of: real)
                simulated = median ?? compared
                verdict = judge(real.at, simulated ?? compared, time - last, recording.interval)
                if !verdict.isGood || median == nil {
                    let times = aligned.compactMap { $0.time(of: real) }
                    let low = (times.min() ?? compared) - recording.interval
                    let high = (times.max() ?? compared) + recording.interval
                    if real.at >= low, real.at <= high { verdict = .inRange }
                }
            } else {
                verdict = pair.isBrief ? .brief : pair.real == nil ? .extra : .missing
            }
            rows.append(
                Row(
                    answer: answer, real: pair.real?.at, simulated: simulated, elapsed: time - last,
                    verdict: verdict))
        }
        return rows
    }

    private static func judge(
        _ real: SimDuration, _ simulated: SimDuration, _ elapsed: SimDuration, _ interval: SimDuration
    ) -> Verdict {
        let difference = simulated - real
        let allowed = max(interval, elapsed / 5)
        if difference > allowed { return .late }
        return difference < .zero - allowed ? .early : .holds
    }
}
