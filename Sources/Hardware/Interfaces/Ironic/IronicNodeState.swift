/// The provision state of a node in Ironic.
///
/// Source: openstack/ironic ironic/common/states.py.
public enum IronicNodeState: String, Hashable, Codable, CaseIterable, Sendable {
    case enroll
    case verifying
    case manageable
    case inspecting
    case inspectWait = "inspect wait"
    case inspectFailed = "inspect failed"
    case cleaning
    case cleanWait = "clean wait"
    case cleanFailed = "clean failed"
    case available
    case deploying
    case waitCallBack = "wait call-back"
    case deployFailed = "deploy failed"
    case active
    case deleting
    case adopting
    case adoptFailed = "adopt failed"
    case error
}
