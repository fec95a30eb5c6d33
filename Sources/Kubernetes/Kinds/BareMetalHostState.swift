/// The provisioning state of a BareMetalHost. The path of an update only meets provisioned hosts.
///
/// Source: metal3-io/baremetal-operator apis/metal3.io/v1alpha1/baremetalhost_types.go
public enum BareMetalHostState: String, FieldEnum {
    case none = ""
    case unmanaged
    case registering
    case matchProfile = "match profile"
    case inspecting
    case preparing
    case ready
    case available
    case provisioning
    case provisioned
    case externallyProvisioned = "externally provisioned"
    case deprovisioning
    case poweringOffBeforeDelete = "powering off before delete"
    case deleting
}
