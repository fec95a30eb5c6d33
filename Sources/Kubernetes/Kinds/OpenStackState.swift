/// How far the OpenStack controller is with an OpenStackDeployment.
///
/// Source: Mirantis/rockoon rockoon/osdplstatus.py (OSDPLSTATE).
public enum OpenStackState: String, FieldEnum {
    case applying = "APPLYING"
    case applied = "APPLIED"
    case failed = "FAILED"
    case deleting = "DELETING"
}
