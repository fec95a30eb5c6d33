/// What the LCM agent reports of its host.
public struct HostInfo: FieldCodable {
    /// The running kernel.
    public var kernelVersion = ""
    /// The distribution.
    public var os = ""
    /// When it last booted.
    public var bootTime: Timestamp?
    /// The identity of the boot.
    public var bootID = ""
    /// Whether installed packages or modules of the host OS configuration need a reboot.
    public var rebootRequired = false

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("kernelVersion", &kernelVersion)
        try coder.field("os", &os)
        try coder.field("bootTime", &bootTime)
        try coder.field("bootID", &bootID)
        try coder.field("rebootRequired", &rebootRequired)
    }
}
