/// Whether a budget protects pods that are not ready.
public enum UnhealthyPodEvictionPolicy: String, FieldEnum {
    case ifHealthyBudget = "IfHealthyBudget"
    case alwaysAllow = "AlwaysAllow"
}
