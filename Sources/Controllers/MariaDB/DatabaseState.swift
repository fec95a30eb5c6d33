public import Simulation

/// What the start scripts of a database have agreed on: the annotation `cluster.state` of their ConfigMap.
///
/// Source: Mirantis/rockoon charts/infra/mariadb/templates/bin/_start.py.tpl.
public enum DatabaseState: String, CaseIterable, Sendable {
    /// Nobody has begun.
    case new
    /// The leader initialises the data.
    case initializing = "init"
    /// There is a cluster.
    case live
    /// All were lost, and the leader begins the cluster anew.
    case reboot

    /// The legal transitions.
    public static let table = PhaseTable<DatabaseState>([
        .new: [.initializing],
        .initializing: [.live],
        .live: [.reboot],
        .reboot: [.live, .reboot],
    ])
}
