/// How far an IPaddr is.
///
/// Source: Mirantis/mcc-api pkg/apis/common/ipam/v1alpha1/ip_addr_types.go
public enum IPaddrPhase: String, FieldEnum {
    case none = ""
    case active = "Active"
    case failed = "Failed"
    case terminating = "Terminating"
}
