import HardwareInterfaces

/// An origin that delivers slower for as long as a fault lasts.
struct SlowOrigin: Hashable, Sendable {
    /// The origin.
    var origin: ArtifactOrigin
    /// How many times slower.
    var factor: Int64
}
