/// What a CronJob does when it is due while a Job of it still runs.
public enum ConcurrencyPolicy: String, FieldEnum {
    /// Both run.
    case allow = "Allow"
    /// It is not run.
    case forbid = "Forbid"
    /// The old one is deleted.
    case replace = "Replace"
}
