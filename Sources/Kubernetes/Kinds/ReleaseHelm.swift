/// The `helm` part of a ClusterRelease.
public struct ReleaseHelm: FieldCodable {
    /// The charts of the release; `requires` makes a DAG of them.
    public var releases: [HelmRelease] = []

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("releases", &releases)
    }
}
