/// The labels and annotations that controllers speak by.
///
/// Source: Mirantis/mcc-api pkg/apis; pages "Machine", "UpdateGroup resource"; Kubernetes well-known labels.
public enum Label {
    /// On a Machine: its cluster.
    public static let clusterName = "cluster.sigs.k8s.io/cluster-name"
    /// On a Machine: present on managers.
    public static let controlPlane = "cluster.sigs.k8s.io/control-plane"
    /// On a Machine: its UpdateGroup.
    public static let updateGroup = "kaas.mirantis.com/update-group"
    /// On a KaaSRelease: the one in force.
    public static let active = "kaas.mirantis.com/active"
    /// On an LCMMachine (annotation): its place in the order of updates.
    public static let index = "lcm.mirantis.com/index"
    /// On an LCMMachine (annotation): a GracefulRebootRequest is about it.
    public static let gracefulReboot = "lcm.mirantis.com/graceful-reboot"
    /// On an LCMMachine (annotation): another value than before stands for an operator who logs in to the
    /// host and starts the LCM agent anew with a new token. A name of our own.
    public static let restartAgent = "twin.rehearsal/restart-agent"
    /// On an LCMClusterState (annotation): why.
    public static let clusterStateReason = "lcm.mirantis.com/cluster-state-reason"
    /// On a BareMetalHost (annotation): its credential.
    public static let credentialsName = "kaas.mirantis.com/baremetalhost-credentials-name"
    /// On a BareMetalHost: its identity, by which selectors of Machines find it.
    public static let hostID = "kaas.mirantis.com/baremetalhost-id"
    /// On a BareMetalHost: its rack. What follows the prefix is the operator's own choice: `rack` is a
    /// convention.
    public static let rack = "hostlabel.bm.kaas.mirantis.com/rack"
    /// On a BareMetalHost (annotation): the power feeds of its supplies, `A`, `B` or `A,B`; both when left
    /// out. A name of our own.
    public static let powerFeeds = "twin.rehearsal/power-feeds"
    /// On a NodeWorkloadLock (annotation): `active` while the node is one of those that are out.
    /// Source: Mirantis/rockoon maintenance.py (inner state).
    public static let innerState = "openstack.lcm.mirantis.com/inner_state"
    /// On an L2Template: the one for machines that name none.
    public static let defaultForCluster = "ipam/DefaultForCluster"
    /// On a BareMetalHostProfile: the one for machines that name none.
    public static let defaultProfile = "kaas.mirantis.com/defaultBMHProfile"
    /// On a Subnet, with the name of a service behind it: what the addresses are for.
    public static let service = "ipam/SVC-"
    /// On an IPaddr: the IpamHost that it was made for, by uid, its address and the Subnet, by uid.
    public static let ipamHost = "ipam/IpamHostID"
    public static let address = "ipam/IP"
    public static let subnet = "ipam/SubnetID"
    /// On an IpamHost: its Machine and its BareMetalHost, by uid.
    public static let machine = "ipam/MachineID"
    public static let bareMetalHost = "ipam/BMHostID"
    /// On a host (annotation): its class of hardware, for timings.
    public static let hardwareClass = "hostlabel.bm.kaas.mirantis.com/hardware-class"
    /// On a pod of a StatefulSet: its name, so that a Service can select it alone.
    public static let podName = "statefulset.kubernetes.io/pod-name"
    /// On a pod of the database: whether it is the primary, where the controller speaks by labels.
    public static let databaseRole = "mariadb_role"
}
