/// The status of an instance. Source: Compute API guide, "Server concepts" (the states that matter here).
public enum ServerStatus: String, CaseIterable, Codable, Sendable {
    case active = "ACTIVE"
    case paused = "PAUSED"
    case migrating = "MIGRATING"
    case shutOff = "SHUTOFF"
    case suspended = "SUSPENDED"
    case shelved = "SHELVED_OFFLOADED"
    case error = "ERROR"

    /// Whether a reboot of the host does no harm: nothing runs.
    /// Source: Mirantis/rockoon rockoon/openstack_utils.py (SERVER_STATES_SAFE_FOR_REBOOT).
    public var isSafeForReboot: Bool {
        switch self {
        case .shutOff, .suspended, .shelved: true
        case .active, .paused, .migrating, .error: false
        }
    }
}
