/// A BMC that speaks Redfish, and how to speak to it.
public struct RedfishDevice: Sendable {
    /// How a client says who it is.
    public enum Authentication: Sendable {
        /// By a session where the BMC has sessions, or else with every request.
        case automatic
        /// By a session.
        case session
        /// With every request.
        case basic
        /// Not at all.
        case none
    }

    /// What messages call it.
    public var name: String
    /// Where it answers.
    public var address: HTTPAddress
    public var user: String
    public var password: Secret
    /// By what it proves who it is.
    public var trust: TLSTrust
    public var authentication: Authentication
    /// The path of the server's resource; nil for the only one that there is.
    public var system: String?

    /// Makes a device that is trusted as this machine trusts.
    public init(
        name: String, address: HTTPAddress, user: String, password: Secret, trust: TLSTrust = .machine
    ) {
        self.name = name
        self.address = address
        self.user = user
        self.password = password
        self.trust = trust
        authentication = .automatic
    }
}
