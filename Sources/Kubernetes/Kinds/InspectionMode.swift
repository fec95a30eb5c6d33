/// How a host is inspected.
///
/// Source: metal3-io/baremetal-operator apis/metal3.io/v1alpha1/baremetalhost_types.go
public enum InspectionMode: String, FieldEnum {
    /// By the agent ramdisk.
    case agent
    /// Not at all.
    case disabled
}
