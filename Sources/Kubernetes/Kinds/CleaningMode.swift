/// What is erased between two users of a host.
///
/// Source: metal3-io/baremetal-operator apis/metal3.io/v1alpha1/baremetalhost_types.go
public enum CleaningMode: String, FieldEnum {
    /// The metadata of its disks.
    case metadata
    /// Nothing.
    case disabled
}
