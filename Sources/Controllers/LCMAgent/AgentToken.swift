public import Simulation

/// The token by which an LCM agent is let in at the management cluster's API server, as the twin knows it.
///
/// The 24 h and the 1 h are those of an LCMCluster (tokenTTL, minTokenRemainingTTL; Mirantis/mcc-api
/// pkg/apis/lcm/v1alpha1). That they are those of the agent's own token, that it looks at it at its
/// heartbeats, and what comes of its end, is a guess: see `docs/model/machine-life.md`.
public struct AgentToken: Sendable {
    /// How long tokens live, and how much of it is left when they are replaced.
    public struct Terms: Sendable {
        /// The life of a token.
        public var life = SimDuration.hours(24)
        /// The agent gets a new one when less than this is left, by its own clock.
        public var reserve = SimDuration.hours(1)

        /// The defaults of an LCMCluster.
        public init() {}

        /// Other terms.
        public init(life: SimDuration, reserve: SimDuration) {
            self.life = life
            self.reserve = reserve
        }
    }

    /// When it was got; of one that goes on being replaced, a time from which that follows. `.never` when the
    /// agent has none yet: it gets its first one when it is first heard.
    var renewed = SimTime.never
    /// From when on what follows is so.
    var since = SimTime.zero
    /// Whether the agent reaches who gives tokens, and is answered.
    var isHeard = false
    /// By how much the agent's clock is ahead.
    var offset = SimDuration.zero
    /// The entry that made this so.
    var by = EntryID(number: 1)
    /// Whether the API server has refused it as expired; so it stays until the operator starts the
    /// agent anew.
    public internal(set) var isRefused = false
    /// What the machine's `Label.restartAgent` said when it was refused.
    var mark = ""
    /// Counts changes, so that what was due before one is told apart.
    var epoch: UInt32 = 0
}
