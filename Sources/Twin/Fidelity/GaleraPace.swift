import HardwareSimulated
import Simulation

/// Which of the durations that vary by chance a replay takes.
struct GaleraPace: Sendable {
    /// Which of them lie three standard deviations from their medians.
    enum Far: Sendable { case none, one(String, isLong: Bool), all(isLong: Bool) }

    /// How far off they are.
    var far: Far
    /// Whether a process that is back early is heard late: `galera.newcomer` decides between two sequences,
    /// so that each pace is tried with either.
    var hearsLate: Bool

    private static let newcomer = "galera.newcomer"

    /// The medians, then each duration short and long, then all of them; and so once more.
    static var all: [GaleraPace] {
        let names = GaleraDurations.names.map(\.name).filter { $0 != newcomer }
        let far: [Far] =
            [.none] + names.flatMap { [.one($0, isLong: false), .one($0, isLong: true)] }
            + [.all(isLong: false), .all(isLong: true)]
        return [false, true].flatMap { late in far.map { GaleraPace(far: $0, hearsLate: late) } }
    }

    /// `timing` at this pace.
    func length(_ timing: Timing) -> SimDuration {
        let isLong: Bool
        switch far {
        case _ where timing.name == Self.newcomer:
            guard hearsLate else { return timing.median }
            isLong = true
        case .none: return timing.median
        case .one(let name, let long):
            guard name == timing.name else { return timing.median }
            isLong = long
        case .all(let long): isLong = long
        }
        // The random bits that stand for one standard deviation: the share of a normal distribution within
        // one, of 2^63, which is 0.6827; the top bit is the sign.
        let deviation: UInt64 = 6_296_699_171_631_785_984
        return LogNormal.scale(
            timing.median, bits: isLong ? deviation : deviation | 1 << 63,
            spreadMillionths: timing.spreadMillionths * 3)
    }
}

extension GaleraDurations {
    /// Those of a table of timings; names that it lacks keep what was measured.
    init(_ timings: [Timing], _ pace: GaleraPace) {
        self.init()
        for (name, field) in Self.names {
            guard let timing = timings.first(where: { $0.name == name }) else { continue }
            self[keyPath: field] = pace.length(timing)
        }
    }
}
