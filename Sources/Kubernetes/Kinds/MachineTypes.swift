/// State items by type of machine.
public struct MachineTypes: FieldCodable {
    /// The state items of managers, in order.
    public var control: [StateItem] = []
    /// The state items of workers, in order.
    public var worker: [StateItem] = []

    /// Nothing set.
    public init() {}

    /// The items for machines of `type`; bastions and unassigned machines have none here.
    public func items(for type: MachineType) -> [StateItem] {
        switch type {
        case .control: control
        case .worker: worker
        case .bastion, .unassigned: []
        }
    }

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("control", &control)
        try coder.field("worker", &worker)
    }
}
