/// The Kubernetes components of a cluster or machine.
public struct LCMComponents: FieldCodable, Hashable {
    /// The version of MKE.
    public var ucpVersion = ""

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("ucpVersion", &ucpVersion)
    }
}
