/// Whether a machine has to reboot.
public struct MachineReboot: FieldCodable {
    /// Whether a reboot is due.
    public var required = false
    /// Why.
    public var reason = ""

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("required", &required)
        try coder.field("reason", &reason)
    }
}
