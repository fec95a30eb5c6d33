/// The role of a pod of the database, as its label says.
///
/// Source: MOSK documentation, "OpenStack database architecture" (labels primary and backup).
public enum DatabaseRole: String, CaseIterable, Sendable {
    /// It receives all SQL.
    case primary
    /// It may become the primary.
    case backup
}
