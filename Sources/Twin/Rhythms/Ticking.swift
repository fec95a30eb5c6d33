import Controllers
import Simulation

/// What a world remembers whose every beat is an event: as a naive model would have it, to compare the
/// computed one with. Places are those of hosts.
struct Ticking: Sendable {
    /// When the lease of a node was last renewed.
    var renewed: ContiguousArray<SimTime>
    /// The renewal that the monitor saw last, and the round in which it saw it; nil when it has not seen the
    /// node since it runs.
    var seen: ContiguousArray<(renewal: SimTime, round: SimTime)?>
    /// Counts how often a kubelet came up.
    var kubelets: ContiguousArray<UInt32>
    /// Counts how often a host was given a machine, and with it an agent, or lost it.
    var agents: ContiguousArray<UInt32>
    /// How many beats of each rhythm there were.
    var passed: ContiguousArray<Int>

    /// Makes room for a host that comes.
    mutating func add() {
        renewed.append(.zero)
        seen.append(nil)
        kubelets.append(0)
        agents.append(0)
    }

    /// A world that has ticked before the epoch.
    init(_ substrate: Substrate) {
        let hosts = substrate.estate.nodes.count
        renewed = ContiguousArray(repeating: .zero, count: hosts)
        seen = ContiguousArray(repeating: nil, count: hosts)
        kubelets = ContiguousArray(repeating: 0, count: hosts)
        agents = ContiguousArray(repeating: 0, count: hosts)
        passed = ContiguousArray(repeating: 0, count: EstateRhythm.allCases.count)
        for host in substrate.owners(of: .kubeletLease) where substrate.estate.nodes[Int(host)].isTalking {
            let leases = substrate.beats(.kubeletLease, of: host)
            let rounds = substrate.monitors.clusters[Int(substrate.estate.nodes[Int(host)].cluster)].rounds
            renewed[Int(host)] = leases.last(before: .zero)
            let lastRound = rounds.last(before: .zero)
            let renewal = leases.last(upTo: lastRound)
            seen[Int(host)] = (renewal, rounds.next(from: renewal))
        }
    }
}
