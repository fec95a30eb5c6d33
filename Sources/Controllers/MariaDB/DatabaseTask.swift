/// What a pass of the controller of the database would do.
public enum DatabaseTask: Hashable, Sendable {
    /// Point the Service at another pod.
    case point(to: String)
    /// Put labels on pods, in this order.
    case label([PrimaryRule.RoleChange])
}
