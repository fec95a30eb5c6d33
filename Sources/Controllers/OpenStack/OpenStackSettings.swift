public import Simulation

/// How the OpenStack controller works on nodes.
///
/// Source: Mirantis/rockoon etc/rockoon/01-controller-default.ini, section maintenance, unless a field says
/// otherwise.
public struct OpenStackSettings: Sendable {
    /// Whether there is an OpenStackDeployment: without one, locks are released straight away.
    public var hasDeployment = true
    /// The StatefulSets that keep nodes in which they can't do without, in the order in which they are asked.
    public var quorums: [OpenStackQuorum] = []
    /// How many nodes of a role may be out. The limit of controllers is fixed in the code.
    public var maxControllers = 1
    public var maxGateways = 1
    public var maxComputes = 30
    /// How many instances of a node move at a time (instance_migrate_concurrency).
    public var migrateConcurrency = 1
    /// Whether computes of one availability zone only may be out together. The default is true; the shipped
    /// ConfigMap rockoon-config says false.
    public var respectsZones = false
    /// Whether nodes may be deleted that still have instances (ndr_skip_instance_check).
    public var skipsInstanceCheck = false
    /// How long a node may be NotReady until it counts as down (node_not_ready_flapping_timeout, section
    /// osctl).
    public var flappingTimeout = SimDuration.seconds(120)
    /// The defects that it goes without.
    public var fixes: Set<OpenStackFix> = []

    /// After how long kopf tries again what has raised a TemporaryError. Source: nolar/kopf
    /// kopf/_core/actions/execution.py (the default delay of TemporaryError).
    static let retry = SimDuration.seconds(60)
    /// Every how long it looks at what it waits for: nodes, pods. Source: Mirantis/rockoon
    /// rockoon/controllers/maintenance.py.
    static let poll = SimDuration.seconds(10)
    /// Every how long it looks at a pod that it has replaced. Source: Mirantis/rockoon rockoon/kube.py
    /// (wait_pod_on_node).
    static let podPoll = SimDuration.seconds(5)
    /// How long it waits for services and agents to come up. Source: Mirantis/rockoon rockoon/services.
    static let serviceTimeout = SimDuration.seconds(300)
    /// The namespace whose pods it looks at on nodes. Source: Mirantis/rockoon rockoon/settings.py
    /// (OSCTL_OS_DEPLOYMENT_NAMESPACE).
    static let namespace = "openstack"
    /// Why a service is disabled. Source: Mirantis/rockoon rockoon/openstack_utils.py.
    static let disableReason = "OSDPL: Node is under maintenance"

    /// As shipped.
    public init() {}
}
