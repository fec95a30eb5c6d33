/// A device with an API over HTTP for users with a password, and how to speak to it: a RabbitMQ broker's
/// management API, an MKE behind the address of one of its managers or of their load balancer.
public struct HTTPDevice: Sendable {
    /// What messages call it.
    public var name: String
    /// Where its API answers.
    public var address: HTTPAddress
    public var user: String
    public var password: Secret
    /// By what it proves who it is.
    public var trust: TLSTrust

    /// Makes a device that is trusted as this machine trusts.
    public init(
        name: String, address: HTTPAddress, user: String, password: Secret, trust: TLSTrust = .machine
    ) {
        self.name = name
        self.address = address
        self.user = user
        self.password = password
        self.trust = trust
    }
}
