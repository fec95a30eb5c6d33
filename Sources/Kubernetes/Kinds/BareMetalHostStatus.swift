/// The status of a BareMetalHost.
///
/// Source: metal3-io/baremetal-operator apis/metal3.io/v1alpha1/baremetalhost_types.go
public struct BareMetalHostStatus: FieldCodable {
    /// How far provisioning is.
    public var provisioning = ProvisionStatus()
    /// Whether the host has power, as last seen.
    public var poweredOn = false
    /// How it is.
    public var operationalStatus = OperationalStatus.none
    /// What failed last.
    public var errorType = BareMetalHostErrorType.none
    /// Why.
    public var errorMessage = ""
    /// How often in a row it failed.
    public var errorCount: Int64 = 0
    /// How often in a row provisioning of the present image failed; giving the host back does not clear it.
    public var provisioningFailCount: Int64 = 0
    /// The image that provisioning tried last.
    public var lastAttemptedImage: BareMetalHostImage?
    /// What an inspection found.
    public var hardware: HostHardware?
    /// The credentials that worked last.
    public var goodCredentials = CredentialsStatus()
    /// The credentials that were tried last.
    public var triedCredentials = CredentialsStatus()
    /// When its operations began and ended.
    public var operationHistory = OperationHistory()
    /// When this was last written.
    public var lastUpdated: Timestamp?

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("provisioning", &provisioning)
        try coder.field("poweredOn", &poweredOn)
        try coder.field("operationalStatus", &operationalStatus)
        try coder.field("errorType", &errorType)
        try coder.field("errorMessage", &errorMessage)
        try coder.field("errorCount", &errorCount)
        try coder.field("provisioningFailCount", &provisioningFailCount)
        try coder.field("lastAttemptedImage", &lastAttemptedImage)
        try coder.field("hardware", &hardware)
        try coder.field("goodCredentials", &goodCredentials)
        try coder.field("triedCredentials", &triedCredentials)
        try coder.field("operationHistory", &operationHistory)
        try coder.field("lastUpdated", &lastUpdated)
    }
}
