/// Which L2Template: the one of this name, or the one with this label.
///
/// Source: Mirantis/mcc-api pkg/apis/common/ipam/ipam/common_types.go
public struct L2TemplateSelector: FieldCodable {
    /// The name.
    public var name = ""
    /// The key of a label.
    public var label = ""

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("name", &name)
        try coder.field("label", &label)
    }
}
