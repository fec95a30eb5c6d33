/// A counter-based source of random numbers, derived by name from the run's seed.
///
/// It has no running state: draw `n` of a stream is a pure function of seed, names and `n`, so a draw added
/// in one place moves no other. Integer only, so it is equal on every machine. Version 1 of the algorithm.
public struct RandomStream: Hashable, Sendable {
    /// The stream's key.
    public let key: UInt64

    /// The root stream of a run. There is no other way to make a stream than from a seed.
    public init(seed: UInt64) { key = Mix.fold(seed, Mix.three) }

    /// The stream with `key`.
    @inlinable
    init(key: UInt64) { self.key = key }

    /// The stream called `name` below this one.
    public func derive(_ name: some StringProtocol) -> RandomStream {
        RandomStream(key: Mix.fold(key, Mix.text(name)))
    }

    /// The stream numbered `index` below this one.
    public func derive(_ index: UInt64) -> RandomStream { RandomStream(key: Mix.fold(key, index, Mix.four)) }

    /// 64 random bits: draw number `occurrence`.
    @inlinable
    public func bits(_ occurrence: UInt64) -> UInt64 { Mix.fold(key, occurrence, Mix.one) }

    /// A number below `bound`, uniformly, by draw number `occurrence`. `bound` must be positive.
    @inlinable
    public func below(_ bound: UInt64, _ occurrence: UInt64) -> UInt64 {
        precondition(bound > 0, "bound must be positive")
        return bits(occurrence).multipliedFullWidth(by: bound).high
    }

    /// True with a chance of `numerator` in `denominator`, by draw number `occurrence`.
    @inlinable
    public func chance(_ numerator: UInt64, in denominator: UInt64, _ occurrence: UInt64) -> Bool {
        below(denominator, occurrence) < numerator
    }
}
