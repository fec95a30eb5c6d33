public import Simulation

/// The processes of a service that talk by a broker; they connect alike.
public struct RabbitMQClient: Hashable, Sendable {
    /// The service.
    public var name: String
    /// How many connections they hold.
    public var connections: Int
    /// After how long a call that nobody answers fails: rpc_response_timeout. Source: Mirantis/rockoon
    /// rockoon/templates/size (nova 60 s, heat 600 s, cinder and manila 3600 s); others have
    /// openstack/oslo.messaging's 60 s.
    public var callTimeout: SimDuration
    /// Whether its connections are up.
    public internal(set) var isConnected = true
    /// When it found that they are not.
    var noticed = SimTime.never
    /// When its next attempt succeeds or fails.
    var due = SimTime.never
    /// When the last of the calls fails that were open when the broker went.
    var callsEnd = SimTime.never

    /// A service whose processes are connected.
    public init(name: String, connections: Int, callTimeout: SimDuration) {
        self.name = name
        self.connections = connections
        self.callTimeout = callTimeout
    }
}
