import Simulation

/// Compares the spread of two sets of durations.
enum Variance {
    /// The variance of `part` in hundredths of that of `whole`, 0 ... 100; nil when `whole` does not vary.
    static func percent(of part: [SimDuration], in whole: [SimDuration]) -> Int? {
        let (inner, outer) = (variance(part), variance(whole))
        guard outer > 0 else { return nil }
        return min(Int((inner * 100 / outer).rounded()), 100)
    }

    /// In square seconds.
    private static func variance(_ durations: [SimDuration]) -> Double {
        guard durations.count > 1 else { return 0 }
        let seconds = durations.map { Double($0.nanoseconds) / 1e9 }
        let mean = seconds.reduce(0, +) / Double(seconds.count)
        return seconds.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(seconds.count - 1)
    }
}
