/// The `spec` of a `BareMetalHost`: a physical host and its BMC.
public struct BareMetalHostSpec: ResourceSpec {
    /// Whether the host should have power.
    public var online = false
    /// The address it boots from.
    public var bootMACAddress = ""
    /// Its BMC.
    public var bmc = BMCDetails()
    /// Who uses it.
    public var consumerRef: ConsumerReference?

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("online", &online)
        try coder.field("bootMACAddress", &bootMACAddress)
        try coder.field("bmc", &bmc)
        try coder.field("consumerRef", &consumerRef)
    }

    public typealias Status = BareMetalHostStatus
    public static let info = KindInfo(
        apiVersion: "metal3.io/v1alpha1", kind: "BareMetalHost", home: .management)
    public static let kind = KindID(rawValue: 260)

    public static func indexKeys(_ object: Resource<Self>) -> [IndexKey] {
        object.spec.consumerRef.map { [IndexKey("consumer", $0.name)] } ?? []
    }
}

/// A physical host and its BMC.
public typealias BareMetalHost = Resource<BareMetalHostSpec>
