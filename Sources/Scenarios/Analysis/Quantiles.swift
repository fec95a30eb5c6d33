public import Simulation

/// The median and the 90 % interval of durations.
public struct Quantiles: Hashable, Sendable {
    /// A twentieth is shorter.
    public var low: SimDuration
    /// Half are shorter.
    public var median: SimDuration
    /// A twentieth is longer.
    public var high: SimDuration

    /// Of at least one duration; nil of none. Nearest rank.
    public init?(_ durations: [SimDuration]) {
        guard !durations.isEmpty else { return nil }
        let sorted = durations.sorted()
        func rank(_ percent: Int) -> SimDuration {
            sorted[max((sorted.count * percent + 99) / 100, 1) - 1]
        }
        low = rank(5)
        median = rank(50)
        high = rank(95)
    }
}
