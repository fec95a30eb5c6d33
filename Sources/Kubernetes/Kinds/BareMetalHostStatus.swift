/// The status of a BareMetalHost.
public struct BareMetalHostStatus: FieldCodable {
    /// How far provisioning is.
    public var provisioning = ProvisionStatus()
    /// Whether the host has power, as last seen.
    public var poweredOn = false
    /// OK, error, detached ...
    public var operationalStatus = ""
    /// The last error.
    public var errorMessage = ""
    /// How often in a row it failed.
    public var errorCount: Int64 = 0

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("provisioning", &provisioning)
        try coder.field("poweredOn", &poweredOn)
        try coder.field("operationalStatus", &operationalStatus)
        try coder.field("errorMessage", &errorMessage)
        try coder.field("errorCount", &errorCount)
    }
}
