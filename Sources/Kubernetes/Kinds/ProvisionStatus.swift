/// The `provisioning` part of the status of a host.
public struct ProvisionStatus: FieldCodable {
    /// The provisioning state.
    public var state = BareMetalHostState.none
    /// The image on its disk.
    public var image = BareMetalHostImage()
    /// What was deployed other than an image.
    public var customDeploy: CustomDeploy?
    /// How its firmware boots.
    public var bootMode = ""
    /// The settings that it was prepared with.
    public var rootDeviceHints: Value?
    public var raid: Value?
    public var firmware: Value?

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("state", &state)
        try coder.field("image", &image)
        try coder.field("customDeploy", &customDeploy)
        try coder.field("bootMode", &bootMode)
        try coder.field("rootDeviceHints", &rootDeviceHints)
        try coder.field("raid", &raid)
        try coder.field("firmware", &firmware)
    }
}
