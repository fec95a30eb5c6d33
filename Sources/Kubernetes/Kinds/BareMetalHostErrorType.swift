/// What failed at a host.
///
/// Source: metal3-io/baremetal-operator apis/metal3.io/v1alpha1/baremetalhost_types.go
public enum BareMetalHostErrorType: String, FieldEnum {
    case none = ""
    /// The adoption of a host that runs already.
    case provisionedRegistration = "provisioned registration error"
    case registration = "registration error"
    case inspection = "inspection error"
    case preparation = "preparation error"
    case provisioning = "provisioning error"
    case powerManagement = "power management error"
    case detach = "detach error"
    case servicing = "servicing error"
}
