/// The part that a machine plays in its cluster, from the point of view of LCM.
public enum MachineType: String, FieldEnum {
    case control
    case worker
    case bastion
    case unassigned
}
