/// The status of a HelmBundle.
public struct HelmBundleStatus: FieldCodable {
    /// How each release stands, by name.
    public var releaseStatuses = OrderedMap<HelmReleaseStatus>()
    /// The generation that the status is about.
    public var observedGeneration: Int64 = 0
    /// The release of the bundle that is reached.
    public var release = ""

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("releaseStatuses", &releaseStatuses)
        try coder.field("observedGeneration", &observedGeneration)
        try coder.field("release", &release)
    }
}
