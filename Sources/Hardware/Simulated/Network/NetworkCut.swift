/// A partition: connections opened from one group to the other fail, or also those the other way.
public struct NetworkCut: Hashable, Sendable {
    /// Who opens connections in vain.
    public var from: NetworkGroup
    /// To whom.
    public var to: NetworkGroup
    /// Whether connections of `to` to `from` work.
    public var isOneWay: Bool

    /// Makes a cut.
    public init(from: NetworkGroup, to: NetworkGroup, isOneWay: Bool) {
        self.from = from
        self.to = to
        self.isOneWay = isOneWay
    }

    /// Whether it stops a connection that `opener` opens to `other`.
    func stops(_ opener: NetworkEndpoint, _ other: NetworkEndpoint) -> Bool {
        from.contains(opener) && to.contains(other)
            || !isOneWay && to.contains(opener) && from.contains(other)
    }
}
