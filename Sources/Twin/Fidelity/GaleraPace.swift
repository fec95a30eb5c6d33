import HardwareSimulated
import Simulation

/// Which of the durations that vary by chance a replay takes.
enum GaleraPace: Sendable {
    /// The medians.
    case usual
    /// One of them, by name, three standard deviations below or above its median; all of them without a name.
    case far(name: String?, isLong: Bool)

    /// The medians, then each duration short and long, then all of them.
    static var all: [GaleraPace] {
        let names: [String?] = GaleraDurations.names.map { $0.name } + [nil]
        return [.usual] + names.flatMap { [.far(name: $0, isLong: false), .far(name: $0, isLong: true)] }
    }

    /// `timing` at this pace.
    func length(_ timing: Timing) -> SimDuration {
        guard case .far(let name, let isLong) = self, name ?? timing.name == timing.name else {
            return timing.median
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
