/// The state of an LCMMachine.
///
/// Source: Mirantis/mcc-api pkg/apis/common/lcm/v1alpha1/lcmmachine_types.go (ComputeState).
public enum LCMMachineState: String, FieldEnum {
    case uninitialized = "Uninitialized"
    case pending = "Pending"
    case prepare = "Prepare"
    case deploy = "Deploy"
    case reconfigure = "Reconfigure"
    case upgrade = "Upgrade"
    case reboot = "Reboot"
    case ready = "Ready"
}
