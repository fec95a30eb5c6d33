/// What is to become of an instance when its host goes into maintenance, as a tag of the instance says it.
///
/// Source: Mirantis/rockoon rockoon/maintenance.py (INSTANCE_MAINTENANCE_ACTION_TAG).
public enum MaintenanceAction: String, CaseIterable, Codable, Sendable {
    /// It may go down with its host.
    case powerOff = "poweroff"
    /// It is moved while it runs.
    case liveMigrate = "live_migrate"
    /// Its owner is told, and must see to it.
    case notify
}
