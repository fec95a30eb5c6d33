/// A named duration of the model: a log-normal distribution given by its median and spread.
public struct Timing: Equatable, Sendable {
    /// The name, such as `host.post` or `mke.upgrade.manager`; a qualifier may follow: `host.post@cmp-07`.
    public var name: String
    /// The median.
    public var median: SimDuration
    /// Standard deviation, in millionths, of the logarithm of what varies from one occurrence to the next.
    public var spreadMillionths: Int64
    /// Standard deviation, in millionths, of the logarithm of what we do not know: one draw a run.
    public var runSpreadMillionths: Int64
    /// How well the median is known.
    public var certainty: Certainty
    /// Where the median comes from.
    public var source: String

    /// Makes a timing; the spread of what is unknown follows from `certainty` unless given.
    public init(
        name: String, median: SimDuration, spreadMillionths: Int64, certainty: Certainty, source: String,
        runSpreadMillionths: Int64? = nil
    ) {
        self.name = name
        self.median = median
        self.spreadMillionths = spreadMillionths
        self.certainty = certainty
        self.source = source
        self.runSpreadMillionths = runSpreadMillionths ?? certainty.runSpreadMillionths
    }
}
