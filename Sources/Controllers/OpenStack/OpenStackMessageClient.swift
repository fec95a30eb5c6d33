public import Kubernetes

/// A service that talks by messages, as the inventory writes it.
public struct OpenStackMessageClient: FieldCodable {
    /// The name in `features.services`.
    public var service = ""
    /// The StatefulSet of the broker that it has for itself where the cloud has one; otherwise it shares one.
    public var dedicated: String?
    /// After how many seconds a call that nobody answers fails: rpc_response_timeout.
    public var timeout: Int64 = 60
    /// How many connections its processes hold, and how many more for each compute.
    public var connections: Int64 = 0
    public var perCompute: Int64 = 0
    /// How certain all this is: verified, inferred, recalled, guess.
    public var certainty = ""
    /// Where it is from.
    public var source = ""

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("service", &service)
        try coder.field("dedicated", &dedicated)
        try coder.field("timeout", &timeout)
        try coder.field("connections", &connections)
        try coder.field("perCompute", &perCompute)
        try coder.field("certainty", &certainty)
        try coder.field("source", &source)
    }

    /// The StatefulSet of the broker that all services share that have none of their own.
    public static let sharedBroker = "openstack-rabbitmq-rabbitmq"

    /// The broker that it talks by, of those that a cloud has.
    public func broker(of names: [String]) -> String {
        dedicated.flatMap { names.contains($0) ? $0 : nil } ?? Self.sharedBroker
    }
}
