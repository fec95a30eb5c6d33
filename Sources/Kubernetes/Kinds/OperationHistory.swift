/// When the last operations of each kind on a host began and ended.
public struct OperationHistory: FieldCodable {
    /// Registration.
    public var register = OperationMetric()
    /// Inspection.
    public var inspect = OperationMetric()
    /// Provisioning.
    public var provision = OperationMetric()
    /// Deprovisioning.
    public var deprovision = OperationMetric()

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("register", &register)
        try coder.field("inspect", &inspect)
        try coder.field("provision", &provision)
        try coder.field("deprovision", &deprovision)
    }
}
