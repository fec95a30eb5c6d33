/// How a host is.
///
/// Source: metal3-io/baremetal-operator apis/metal3.io/v1alpha1/baremetalhost_types.go
public enum OperationalStatus: String, FieldEnum {
    /// Not known yet.
    case none = ""
    case ok = "OK"
    /// Found, but nothing is known of its BMC.
    case discovered
    case error
    /// Waits until fewer hosts are worked on.
    case delayed
    /// Left alone, by annotation.
    case detached
    /// Its firmware is being serviced.
    case servicing
}
