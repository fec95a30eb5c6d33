/// The `spec` of a `BareMetalHost`: a physical host, its BMC and what is to run on it.
///
/// Source: metal3-io/baremetal-operator apis/metal3.io/v1alpha1/baremetalhost_types.go
public struct BareMetalHostSpec: ResourceSpec {
    /// Whether the host should have power.
    public var online = false
    /// The address it boots from.
    public var bootMACAddress = ""
    /// How its firmware boots; empty means UEFI.
    public var bootMode = ""
    /// Its BMC.
    public var bmc = BMCDetails()
    /// Who uses it.
    public var consumerRef: ConsumerReference?
    /// What is to be written to its disk.
    public var image: BareMetalHostImage?
    /// Which Secret has what cloud-init does at the first boot.
    public var userData: Value?
    /// Which Secret has the network that cloud-init configures.
    public var networkData: Value?
    /// What is to be deployed other than an image.
    public var customDeploy: CustomDeploy?
    /// Whether somebody else installs it: its power is looked after, nothing more.
    public var externallyProvisioned = false
    /// What is erased between two users; nil means the metadata of its disks.
    public var automatedCleaningMode: CleaningMode?
    /// How it is inspected; nil means by the agent ramdisk.
    public var inspectionMode: InspectionMode?
    /// Whether it must never be without power: it is restarted instead.
    public var disablePowerOff = false
    /// Which disk is the root device.
    public var rootDeviceHints: Value?
    /// The RAID volumes to configure.
    public var raid: Value?
    /// The firmware settings to configure.
    public var firmware: Value?

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("online", &online)
        try coder.field("bootMACAddress", &bootMACAddress)
        try coder.field("bootMode", &bootMode)
        try coder.field("bmc", &bmc)
        try coder.field("consumerRef", &consumerRef)
        try coder.field("image", &image)
        try coder.field("userData", &userData)
        try coder.field("networkData", &networkData)
        try coder.field("customDeploy", &customDeploy)
        try coder.field("externallyProvisioned", &externallyProvisioned)
        try coder.field("automatedCleaningMode", &automatedCleaningMode)
        try coder.field("inspectionMode", &inspectionMode)
        try coder.field("disablePowerOff", &disablePowerOff)
        try coder.field("rootDeviceHints", &rootDeviceHints)
        try coder.field("raid", &raid)
        try coder.field("firmware", &firmware)
    }

    public typealias Status = BareMetalHostStatus
    public static let info = KindInfo(
        apiVersion: "metal3.io/v1alpha1", kind: "BareMetalHost", home: .management)
    public static let kind = KindID(rawValue: 260)

    public static func indexKeys(_ object: Resource<Self>) -> [IndexKey] {
        var keys = object.spec.consumerRef.map { [IndexKey("consumer", $0.name)] } ?? []
        if let name = object.credentialsName {
            keys.append(IndexKey("credentials", namespace: object.metadata.namespace, name))
        }
        if let identity = object.metadata.labels[Label.hostID] {
            keys.append(IndexKey("identity", namespace: object.metadata.namespace, identity))
        }
        return keys
    }

    /// Source: metal3-io/baremetal-operator internal/webhooks/metal3.io/v1alpha1 (power management).
    public static func admit(_ new: Resource<Self>, over old: Resource<Self>?) -> String? {
        guard new.spec.disablePowerOff, !new.spec.online else { return nil }
        return "online is false although power off is disabled"
    }
}

/// A physical host and its BMC.
public typealias BareMetalHost = Resource<BareMetalHostSpec>

extension BareMetalHost {
    /// What holds the credentials of its BMC: a BareMetalHostCredential by annotation, or a Secret; nil when
    /// neither is named.
    public var credentialsName: String? {
        if let name = metadata.annotations[Label.credentialsName], !name.isEmpty { return name }
        return spec.bmc.credentialsName.isEmpty ? nil : spec.bmc.credentialsName
    }

    /// Whether anything is known of its BMC.
    public var hasBMCDetails: Bool { !spec.bmc.address.isEmpty || credentialsName != nil }
}
