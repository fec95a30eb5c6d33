import HardwareInterfaces
import JSON

/// The health log as programs print it: under the same names, but for three, and in different degrees.
extension NVMeHealthLog {
    /// Whose words a log is in.
    enum Dialect {
        /// `smartctl --json`, in degrees Celsius.
        case smartctl
        /// `nvme smart-log --output-format=json`, in kelvins.
        /// Source: linux-nvme/nvme-cli nvme-print-json.c (`json_smart_log`).
        case nvme
    }

    /// Reads a log. What is not told is as in a log without errors.
    init(_ object: AnswerObject, _ dialect: Dialect) throws(AnswerError) {
        self.init()
        let isShort = dialect == .nvme
        criticalWarning = try object.whole("critical_warning") ?? 0
        temperature = try object.whole("temperature").map { isShort ? $0 - 273 : $0 } ?? 0
        availableSpare = try object.whole(isShort ? "avail_spare" : "available_spare") ?? 100
        availableSpareThreshold =
            try object.whole(isShort ? "spare_thresh" : "available_spare_threshold") ?? 0
        percentageUsed = try object.whole(isShort ? "percent_used" : "percentage_used") ?? 0
        powerOnHours = try object.whole("power_on_hours") ?? 0
        unsafeShutdowns = try object.whole("unsafe_shutdowns") ?? 0
        mediaErrors = try object.whole("media_errors") ?? 0
        errorLogEntries = try object.whole("num_err_log_entries") ?? 0
    }
}

extension SMARTReport {
    /// What `nvme smart-log` answers of a disk. It has no verdict but its warnings, which it must tell.
    init(nvme bytes: [UInt8], disk: String) throws(AnswerError) {
        let object = try AnswerObject(bytes, "nvme")
        self.init(device: Device(name: disk, type: "nvme"))
        let warning = try object.need(try object.whole("critical_warning"), "critical_warning")
        let log = try NVMeHealthLog(object, .nvme)
        nvmeLog = log
        smartStatus = Status(passed: warning == 0)
        temperature = try object.whole("temperature").map { _ in Temperature(current: log.temperature) }
        powerOnTime = try object.whole("power_on_hours").map(PowerOnTime.init(hours:))
    }
}
