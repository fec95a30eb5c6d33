/// A Helm release of a bundle or of a ClusterRelease.
public struct HelmRelease: FieldCodable {
    /// The name of the Helm release.
    public var name = ""
    /// Its namespace.
    public var namespace = ""
    /// The chart.
    public var chart = ""
    /// The chart by address.
    public var chartURL: String?
    /// The version of the chart.
    public var version = ""
    /// False when the release is not wanted; nil means wanted.
    public var enabled: Bool?
    /// The values of the chart.
    public var values: Value?
    /// The releases that must be ready first.
    public var requires: [HelmRequirement] = []

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("name", &name)
        try coder.field("namespace", &namespace)
        try coder.field("chart", &chart)
        try coder.field("chartURL", &chartURL)
        try coder.field("version", &version)
        try coder.field("enabled", &enabled)
        try coder.field("values", &values)
        try coder.field("requires", &requires)
    }
}
