/// The provisioning state of a BareMetalHost.
///
/// Source: metal3-io/baremetal-operator apis/metal3.io/v1alpha1/baremetalhost_types.go
public enum BareMetalHostState: String, FieldEnum {
    case none = ""
    case unmanaged
    case registering
    /// Of old operators: stands for `preparing`.
    case matchProfile = "match profile"
    case inspecting
    case preparing
    /// Of old operators: stands for `available`.
    case ready
    case available
    case provisioning
    case provisioned
    case externallyProvisioned = "externally provisioned"
    case deprovisioning
    case poweringOffBeforeDelete = "powering off before delete"
    case deleting

    /// The state as present operators call it.
    public var modern: BareMetalHostState {
        switch self {
        case .ready: .available
        case .matchProfile: .preparing
        default: self
        }
    }
}
