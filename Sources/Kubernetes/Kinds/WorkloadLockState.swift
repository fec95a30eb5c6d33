/// Whether an application controller lets LCM act.
public enum WorkloadLockState: String, FieldEnum {
    /// It does not.
    case active
    /// It does.
    case inactive
    /// It can't.
    case failed
}
