/// What an LCMClusterState is about.
public enum LCMClusterStateType: String, FieldEnum {
    /// The Helm controller runs.
    case helmDeployed = "helm-deployed"
    /// A node is cordoned and drained in Kubernetes.
    case cordonDrain = "cordon-drain"
    /// A node is drained in Swarm.
    case swarmDrain = "swarm-drain"
    /// A node is removed from Swarm.
    case swarmRemove = "swarm-remove"
}
