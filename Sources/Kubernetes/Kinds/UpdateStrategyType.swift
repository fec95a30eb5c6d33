/// How a workload replaces its pods when its template changes.
public enum UpdateStrategyType: String, FieldEnum {
    /// A few at a time.
    case rollingUpdate = "RollingUpdate"
    /// All at once: the old ones go first. Deployments only.
    case recreate = "Recreate"
    /// Not by itself: whoever deletes a pod gets a new one. StatefulSets and DaemonSets only.
    case onDelete = "OnDelete"
}
