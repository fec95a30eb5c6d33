/// In which order a StatefulSet makes its pods.
public enum PodManagementPolicy: String, FieldEnum {
    case orderedReady = "OrderedReady"
    case parallel = "Parallel"
}
