public import Simulation

/// What can be wrong with an API server, with what controllers see of it, or with what runs on its cluster
/// while all equipment is well. Clusters are meant by index.
public enum APIFault: Hashable, Sendable {
    /// So many of a hundred updates are answered 409, since somebody else writes the object just before.
    case conflicts(cluster: UInt8, percent: Int)
    /// So many of a hundred writes and reads are answered 500.
    case errors(cluster: UInt8, percent: Int)
    /// Each write and each read takes longer.
    case slow(cluster: UInt8, extra: SimDuration)
    /// A sync of etcd takes so much longer than its disks account for; one beyond the election timeout costs
    /// the leader its place.
    case slowDisk(cluster: UInt8, sync: SimDuration)
    /// A Helm release was left in the middle of an upgrade: no other one of it begins.
    case helmReleaseStuck(cluster: UInt8, release: String)
    /// The containers of a workload's pods fail, so often each.
    case containersCrash(cluster: UInt8, workload: String, times: Int)
    /// Nobody's watches deliver anything; then all list anew.
    case watchesDown(cluster: UInt8)
    /// The watches of one controller deliver nothing; then it lists anew.
    case watchDown(ControllerID)
    /// A controller sees of what happens only how it stands, once in a while.
    case unseenStates(ControllerID, gap: SimDuration)
    /// After `age` a controller starts again on what its caches held when the fault began, and sees nothing
    /// newer as long as it lasts.
    case oldCache(ControllerID, age: SimDuration, downtime: SimDuration)

    /// What the sender of a request is told that fails without a reason.
    static let serverError = "the API server answers 500"

    /// Its name, as that of the kind of fault.
    var name: String {
        switch self {
        case .conflicts: "api-conflicts"
        case .errors: "api-errors"
        case .slow: "api-slow"
        case .slowDisk: "etcd-slow"
        case .helmReleaseStuck: "helm-release-stuck"
        case .containersCrash: "containers-crash"
        case .watchesDown: "api-watches-down"
        case .watchDown: "watches-down"
        case .unseenStates: "unseen-states"
        case .oldCache: "stale-cache"
        }
    }

    /// What is wrong, as the journal says it.
    var summary: String {
        switch self {
        case .conflicts(_, let percent): "\(percent)% of the updates meet another write"
        case .errors(_, let percent): "\(percent)% of the requests fail"
        case .slow(_, let extra): "each request takes \(extra) longer"
        case .slowDisk(_, let sync): "etcd syncs in \(sync) more"
        case .helmReleaseStuck(_, let release): "the Helm release \(release) is stuck in pending-upgrade"
        case .containersCrash(_, let workload, _): "the containers of \(workload) fail"
        case .watchesDown: "no watch delivers anything"
        case .watchDown: "its watches deliver nothing"
        case .unseenStates(_, let gap): "it sees the state once in \(gap) only"
        case .oldCache(_, let age, let downtime):
            "it starts again after \(age) and \(downtime) on the cache of now"
        }
    }

    /// Whether it lets caches see changes at other times than usual.
    var isOfWatches: Bool {
        switch self {
        case .watchesDown, .watchDown, .unseenStates, .oldCache: true
        case .conflicts, .errors, .slow, .slowDisk, .helmReleaseStuck, .containersCrash: false
        }
    }

    /// Whether the watches of a controller in a cluster deliver nothing.
    func holdsWatches(of controller: Int, cluster: UInt8, hasStarted: Bool) -> Bool {
        switch self {
        case .watchesDown(let own): own == cluster
        case .watchDown(let own): own.rawValue == controller
        case .oldCache(let own, _, _): hasStarted && own.rawValue == controller
        case .conflicts, .errors, .slow, .slowDisk, .helmReleaseStuck, .containersCrash, .unseenStates: false
        }
    }
}
