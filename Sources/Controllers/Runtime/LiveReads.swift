import Simulation

/// What the reads past the caches of the reconcile that is going on have met.
struct LiveReads: Sendable {
    /// Why one failed.
    enum Failure: Sendable {
        /// The API server does not answer.
        case unavailable
        /// The request failed; how.
        case failed(String)
    }

    /// Whether a reconcile is going on: outside of one nothing is asked of an API server.
    var isCounted = false
    /// How many there were.
    var count: UInt64 = 0
    /// The first one that failed, and the cluster whose API server was asked.
    var failure: (cluster: UInt8, what: Failure)?
    /// How much longer they took than usual.
    var delay = SimDuration.zero
}
