/// How LCM runs Kubernetes on the machines of a cluster.
public enum LCMType: String, FieldEnum {
    /// Mirantis Kubernetes Engine (once Universal Control Plane).
    case ucp
    /// Bring your own: LCM runs no items.
    case byo
    /// k0s, on management clusters from 26.2 on.
    case k0s
}
