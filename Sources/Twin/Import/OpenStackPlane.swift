public import Kubernetes

/// What stands for the work of OpenStack's controllers.
public enum OpenStackPlane: String, FieldEnum, Sendable {
    /// A table of durations: one for its update, one for each node that it leaves. Costs little.
    case durations
    /// The OpenStack controller with its workloads, the mariadb-controller and the members of its database.
    /// Several times dearer.
    case modelled
}
