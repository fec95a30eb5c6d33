/// What can be asked of Ironic about one of its nodes. Each command runs to its end: its reply says that
/// the node has reached the state that was asked for.
///
/// Source: metal3-io/baremetal-operator pkg/provisioner/ironic; OpenStack Ironic documentation, "Bare Metal
/// State Machine".
public enum IronicCommand: Hashable, Codable, Sendable {
    /// Enrol the node, or give it new credentials, and verify that its BMC answers. `credentials` names a
    /// version of them, never their values.
    case register(credentials: String)
    /// Boot the agent ramdisk and report the hardware.
    case inspect
    /// Take an available node back, so that it can be inspected, prepared or adopted.
    case manage
    /// Clean what a new user must not find, and make the node available. Without `cleaning` nothing is
    /// erased.
    case prepare(cleaning: Bool)
    /// Take over a node that runs what somebody else has installed.
    case adopt
    /// Write an image to the disk and boot it.
    case deploy(SystemImage)
    /// Power off, clean and make available again what a user gave back.
    case undeploy(cleaning: Bool)
    /// Report the node's power.
    case readPower
    /// Switch the node's power.
    case setPower(PowerState)
    /// Switch the node off and on.
    case reboot
    /// Forget the node. Its power is left as it is.
    case delete
}
