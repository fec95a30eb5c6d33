/// How far a machine is with a HostOSConfiguration.
public struct HostOSMachineState: FieldCodable {
    /// The generation of the HostOSConfiguration that this is about.
    public var observedGeneration: Int64 = 0
    /// Whether the HostOSConfiguration is about the machine.
    public var selected = false
    /// How its items are: by `MODULE-VERSION`, then by the name of the item.
    public var configStateItemsStatuses = OrderedMap<OrderedMap<HostOSItemStatus>>()

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("observedGeneration", &observedGeneration)
        try coder.field("selected", &selected)
        try coder.field("configStateItemsStatuses", &configStateItemsStatuses)
    }
}
