public import Simulation

/// How long the etcd of a cluster needs to have a write on disk: a majority of its members has it then.
public struct EtcdSync: Hashable, Sendable {
    /// If all disks were sound.
    public var usual: SimDuration
    /// With the disks as they are.
    public var now: SimDuration

    /// Makes it of both.
    public init(usual: SimDuration, now: SimDuration) {
        self.usual = usual
        self.now = now
    }

    /// Sound disks: what they take is part of the latency that every write has.
    public static let sound = EtcdSync(usual: .zero, now: .zero)
}
