/// One module of a HostOSConfiguration with its values.
public struct HostOSConfig: FieldCodable {
    /// The name of the module.
    public var module = ""
    /// Its version.
    public var moduleVersion = ""
    /// What it is for.
    public var description = ""
    /// The place among the modules of the object, from 1 to 1024: lower first, those without one last.
    public var order: Int64?
    /// When it is applied; `reconfigure` is the only one there is.
    public var phase = ""
    /// The values.
    public var values: Value?
    /// The Secret with further values.
    public var secretValues: Value?

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("module", &module)
        try coder.field("moduleVersion", &moduleVersion)
        try coder.field("description", &description)
        try coder.field("order", &order)
        try coder.field("phase", &phase)
        try coder.field("values", &values)
        try coder.field("secretValues", &secretValues)
    }
}
