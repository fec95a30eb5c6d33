/// A log-normal distribution fitted to samples: what is expected of the next occurrence.
public struct DurationFit: Hashable, Sendable {
    /// How many samples there are; at least 1.
    public let count: Int
    /// The median, in seconds.
    public let median: Double
    /// Standard deviation of the logarithm of the next occurrence: what varies, and what the sample leaves
    /// open.
    public let spread: Double
    /// Whether the samples were too few for a spread of their own.
    public let isSpreadAssumed: Bool

    /// From fewer samples no spread is taken.
    public static let fewest = 3

    /// Fits to durations in seconds, all positive; `assumedSpread` stands in for that of too few. Their
    /// order does not matter but for rounding.
    public init(_ seconds: [Double], assumedSpread: Double) {
        precondition(!seconds.isEmpty && seconds.allSatisfy { $0 > 0 }, "durations are positive")
        let logarithms = seconds.map(Logarithm.of)
        let mean = logarithms.reduce(0, +) / Double(seconds.count)
        count = seconds.count
        median = Logarithm.exponential(mean)
        isSpreadAssumed = count < Self.fewest
        // The next occurrence differs from the fitted mean by its own chance and by that of the mean.
        let widening = (1 + 1 / Double(count)).squareRoot()
        guard !isSpreadAssumed else {
            spread = assumedSpread * widening
            return
        }
        let squares = logarithms.map { ($0 - mean) * ($0 - mean) }.reduce(0, +)
        let deviation = (squares / Double(count - 1)).squareRoot()
        // Of few samples the deviation is not well known either: Student's distribution.
        spread = deviation * widening * Self.studentQuantile(count - 1) / Self.normalQuantile
    }

    /// The interval that holds the next occurrence in nine of ten cases, in seconds.
    public var interval: ClosedRange<Double> {
        let factor = Logarithm.exponential(Self.normalQuantile * spread)
        return median / factor...median * factor
    }

    /// The 95 % quantile of the normal distribution.
    private static let normalQuantile = 1.645

    /// The 95 % quantile of Student's distribution. Source: Abramowitz and Stegun, table 26.10 up to 10
    /// degrees of freedom, formula 26.7.5 beyond.
    private static func studentQuantile(_ freedom: Int) -> Double {
        let table = [6.314, 2.920, 2.353, 2.132, 2.015, 1.943, 1.895, 1.860, 1.833, 1.812]
        guard freedom > table.count else { return table[freedom - 1] }
        let normal = normalQuantile
        return normal + (normal * normal * normal + normal) / (4 * Double(freedom))
    }
}
