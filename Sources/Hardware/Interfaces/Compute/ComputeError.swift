/// Why Nova, Neutron or Masakari did not do what was asked.
public enum ComputeError: Error, Hashable, Codable, Sendable {
    /// No host passes the scheduler's filters: the filter that the last hosts fell to.
    case noValidHost(filter: String)
    /// The hypervisor can't move it: why.
    case preCheckFailed(reason: String)
    /// The instance is not in a state for that.
    case wrongState(ServerStatus)
    /// The service of the instance's host must be up for that, and is not.
    case serviceDown
    /// The service of the instance's host must be down for that, and is not.
    case serviceUp
    /// There is no such instance.
    case unknownServer
    /// There is no such host.
    case unknownHost
    /// The service is not deployed.
    case noEndpoint
    /// Instances are on the host.
    case inUse
    /// It was told already.
    case duplicate
    /// A call between its services has had no answer in time: MessagingTimeout.
    case noMessages

    /// For people: what went wrong, in a few words.
    public var summary: String {
        switch self {
        case .noValidHost(let filter): "no valid host was found (\(filter))"
        case .preCheckFailed(let reason): reason
        case .wrongState(let status): "the instance is \(status.rawValue)"
        case .serviceDown: "its compute service is down"
        case .serviceUp: "its compute service is up"
        case .unknownServer: "no such instance"
        case .unknownHost: "no such host"
        case .noEndpoint: "the service is not deployed"
        case .inUse: "instances are on the host"
        case .duplicate: "it was notified already"
        case .noMessages: "its services get no messages"
        }
    }
}
