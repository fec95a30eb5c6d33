/// The health log of an NVMe disk, with the names that `smartctl --json` gives its fields.
///
/// Source: NVM Express Base Specification, "SMART / Health Information" (log page 02h).
public struct NVMeHealthLog: Hashable, Codable, Sendable {
    /// Bits: 0 spare below its threshold, 1 temperature, 2 reliability degraded, 3 read-only, 4 the volatile
    /// memory's backup failed, 5 the persistent memory is unreliable.
    public var criticalWarning: Int64 = 0
    /// In degrees Celsius.
    public var temperature: Int64 = 0
    /// Spare blocks that are left, in hundredths.
    public var availableSpare: Int64 = 100
    /// When it warns of them, in hundredths.
    public var availableSpareThreshold: Int64 = 10
    /// Wear in hundredths of the rated endurance; may go beyond 100.
    public var percentageUsed: Int64 = 0
    /// Hours.
    public var powerOnHours: Int64 = 0
    /// How often power went without notice.
    public var unsafeShutdowns: Int64 = 0
    /// Errors that reached the data.
    public var mediaErrors: Int64 = 0
    /// Entries of the error log.
    public var errorLogEntries: Int64 = 0

    /// The bit of `criticalWarning` that says read-only.
    public static let readOnly: Int64 = 1 << 3
    /// The bit of `criticalWarning` that says that reliability is degraded.
    public static let degraded: Int64 = 1 << 2

    /// A log without errors.
    public init() {}

    private enum CodingKeys: String, CodingKey {
        case criticalWarning = "critical_warning"
        case temperature
        case availableSpare = "available_spare"
        case availableSpareThreshold = "available_spare_threshold"
        case percentageUsed = "percentage_used"
        case powerOnHours = "power_on_hours"
        case unsafeShutdowns = "unsafe_shutdowns"
        case mediaErrors = "media_errors"
        case errorLogEntries = "num_err_log_entries"
    }
}
