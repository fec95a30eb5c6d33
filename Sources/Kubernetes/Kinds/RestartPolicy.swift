/// What the kubelet does with a container that has ended.
public enum RestartPolicy: String, FieldEnum {
    /// Starts it again.
    case always = "Always"
    /// Starts it again when it has failed.
    case onFailure = "OnFailure"
    /// Leaves it.
    case never = "Never"
}
