/// How far the OpenStack controller is with a service.
///
/// Source: Mirantis/rockoon rockoon/osdplstatus.py (OSDPLSERVICESTATE).
public enum OpenStackServiceState: String, FieldEnum {
    case waiting = "WAITING"
    case applying = "APPLYING"
    case applied = "APPLIED"
    case deleting = "DELETING"
}
