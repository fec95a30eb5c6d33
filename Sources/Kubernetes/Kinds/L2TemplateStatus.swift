/// The status of an L2Template.
///
/// Source: Mirantis/mcc-api pkg/apis/common/ipam/v1alpha1/l2template_types.go
public struct L2TemplateStatus: FieldCodable {
    /// Empty, Ready, Failed or Terminating.
    public var phase = ""
    /// Why it failed.
    public var reason = ""
    /// The checksum of its spec.
    public var specHash = ""

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("phase", &phase)
        try coder.field("reason", &reason)
        try coder.field("specHash", &specHash)
    }
}
