public import Simulation

/// The rounds of a cluster's node monitor: a loop of the node lifecycle controller, which has it in memory
/// since when each lease has not changed. A monitor that starts anew gives every node the grace again.
///
/// Source: kubernetes pkg/controller/nodelifecycle/node_lifecycle_controller.go (monitorNodeHealth,
/// tryUpdateNodeHealth: probeTimestamp).
public struct NodeMonitor: Sendable {
    /// When its rounds come.
    public var rounds: Beats
    /// Since when it runs.
    public var since = Estate.longAgo
    /// Whether it runs: its process does, and the API server answers. Without, the controller manager loses
    /// its lease and ends.
    public var isUp = true
    /// Counts starts and ends, so that what was due before one is told apart.
    public var epoch: UInt32 = 0
    /// How long after the round that saw a lease change a node is taken to be silent. Source: as above, 40 s
    /// up to Kubernetes 1.31.
    public var grace = SimDuration.seconds(40)
    /// The nodes that a round is to look at, by the round.
    var looks: [SimTime: [UInt32]] = [:]

    /// A monitor that runs.
    public init(rounds: Beats) { self.rounds = rounds }

    /// The round that finds a node silent whose last renewal came at `renewal`: the first one after the grace
    /// has passed since the round that saw the renewal.
    func detection(renewal: SimTime) -> SimTime {
        rounds.next(from: rounds.next(from: max(renewal, since)) + grace)
    }
}
