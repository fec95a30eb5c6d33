/// Something that is done again and again in a real system, by each of its owners: a renewal, a poll, a cron
/// job. The model does not do it while it would find nothing: it computes when it would find something.
public struct Rhythm: Sendable {
    /// Who keeps the rhythm.
    public enum Owner: String, CaseIterable, Sendable {
        /// Each node of a cluster.
        case node
        /// Each server that is described by a BareMetalHost.
        case host
        /// Each machine with an agent.
        case machine
        /// Each cluster with workloads.
        case cluster
    }

    /// When within the period its beats come.
    public enum Phase: Hashable, Sendable {
        /// At a moment of the owner's own, drawn from the seed.
        case drawn
        /// So long after the period's multiples in civil time (UTC), as cron jobs do. A week begins on
        /// Thursday then, as the civil epoch did.
        case civil(after: SimDuration)
    }

    /// The name, such as `kubelet.lease`; it also names the draw of the phase.
    public let name: String
    /// What is done, in a few words.
    public let about: String
    /// Who does it.
    public let owner: Owner
    /// How long from one beat to the next.
    public let period: SimDuration
    /// When within the period.
    public let phase: Phase
    /// How well the period is known.
    public let certainty: Certainty
    /// Where it comes from.
    public let source: String

    /// Makes a rhythm.
    public init(
        _ name: String, _ about: String, of owner: Owner, every period: SimDuration, at phase: Phase = .drawn,
        _ certainty: Certainty, source: String
    ) {
        self.name = name
        self.about = about
        self.owner = owner
        self.period = period
        self.phase = phase
        self.certainty = certainty
        self.source = source
    }

    /// The beats of an owner, by the number that tells owners apart.
    public func beats(of owner: UInt64, _ kernel: borrowing Kernel) -> Beats {
        switch phase {
        case .drawn:
            let stream = kernel.random.derive(name).derive(owner)
            let moment = stream.below(UInt64(period.nanoseconds), 0)
            return Beats(anchor: SimTime(nanoseconds: Int64(moment)), period: period)
        case .civil(let after):
            let since = kernel.calendar.epochUnixSeconds % max(period.wholeSeconds, 1)
            return Beats(anchor: .zero + after - .seconds(since), period: period)
        }
    }
}
