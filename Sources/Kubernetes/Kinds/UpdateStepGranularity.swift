/// Whether a step of an update acts on the cluster or machine by machine.
public enum UpdateStepGranularity: String, FieldEnum {
    case cluster
    case machine
}
