/// An instance, as a list of a host's instances tells of it.
public struct ComputeServer: Hashable, Codable, Sendable {
    /// Which one.
    public var id: ServerID
    /// The name.
    public var name: String
    /// The status.
    public var status: ServerStatus
    /// Whether it runs, as its host says: false once the host is down.
    public var isRunning: Bool
    /// What its tags say of maintenance; more than one when somebody has set several.
    public var actions: [MaintenanceAction]

    /// Makes it of its parts.
    public init(
        id: ServerID, name: String, status: ServerStatus, isRunning: Bool, actions: [MaintenanceAction]
    ) {
        self.id = id
        self.name = name
        self.status = status
        self.isRunning = isRunning
        self.actions = actions
    }
}
