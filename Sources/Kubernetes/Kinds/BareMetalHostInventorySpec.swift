/// The `spec` of a `BareMetalHostInventory`: what users say of a host since management 2.29.0. The
/// BareMetalHost of the same name is private, and overwritten from it.
///
/// Source: page "BareMetalHostInventory resource".
public struct BareMetalHostInventorySpec: ResourceSpec {
    /// Whether the host should have power.
    public var online = false
    /// The address it boots from.
    public var bootMACAddress = ""
    /// How its firmware boots; empty means UEFI.
    public var bootMode = ""
    /// Its BMC.
    public var bmc = InventoryBMCDetails()

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("online", &online)
        try coder.field("bootMACAddress", &bootMACAddress)
        try coder.field("bootMode", &bootMode)
        try coder.field("bmc", &bmc)
    }

    public typealias Status = BareMetalHostStatus
    public static let info = KindInfo(
        apiVersion: "kaas.mirantis.com/v1alpha1", kind: "BareMetalHostInventory", home: .management)
    public static let kind = KindID(rawValue: 284)
}

/// What users say of a host.
public typealias BareMetalHostInventory = Resource<BareMetalHostInventorySpec>

extension BareMetalHostInventory {
    /// Whether a BareMetalHost is in line with the inventory: `mirrored(over:)` would change nothing.
    public func isMirrored(in host: BareMetalHost) -> Bool {
        for (key, value) in metadata.labels.entries where host.metadata.labels[key] != value { return false }
        let name = spec.bmc.credentialsName
        return (name.isEmpty || host.metadata.annotations[Label.credentialsName] == name)
            && host.spec.online == (spec.online || host.spec.disablePowerOff)
            && host.spec.bootMACAddress == spec.bootMACAddress && host.spec.bootMode == spec.bootMode
            && host.spec.bmc.address == spec.bmc.address
            && host.spec.bmc.disableCertificateVerification == spec.bmc.disableCertificateVerification
    }

    /// A BareMetalHost brought in line with the inventory.
    public func mirrored(over host: BareMetalHost) -> BareMetalHost {
        var host = host
        for (key, value) in metadata.labels.entries { host.metadata.labels[key] = value }
        if let feeds = metadata.annotations[Label.powerFeeds] {
            host.metadata.annotations[Label.powerFeeds] = feeds
        }
        if !spec.bmc.credentialsName.isEmpty {
            host.metadata.annotations[Label.credentialsName] = spec.bmc.credentialsName
        }
        host.spec.online = spec.online || host.spec.disablePowerOff
        host.spec.bootMACAddress = spec.bootMACAddress
        host.spec.bootMode = spec.bootMode
        host.spec.bmc.address = spec.bmc.address
        host.spec.bmc.disableCertificateVerification = spec.bmc.disableCertificateVerification
        return host
    }
}
