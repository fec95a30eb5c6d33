/// The nova-compute service of a host.
public struct ComputeService: Hashable, Codable, Sendable {
    /// Whether instances may come.
    public var isEnabled: Bool
    /// Why not; empty when nobody has said.
    public var disabledReason: String
    /// Whether it has reported lately.
    public var isUp: Bool
    /// The availability zone of its host.
    public var zone: String

    /// Makes it of its parts.
    public init(isEnabled: Bool, disabledReason: String, isUp: Bool, zone: String) {
        self.isEnabled = isEnabled
        self.disabledReason = disabledReason
        self.isUp = isUp
        self.zone = zone
    }
}
