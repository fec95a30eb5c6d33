import HardwareInterfaces
import JSON

/// What `smartctl --json` answers of one disk.
struct SMARTAnswer {
    var report: SMARTReport
    /// Why it may not be asked; nil when it was.
    var refusal: String?

    init(_ bytes: [UInt8], disk: String) throws(AnswerError) {
        let answer = try AnswerObject(bytes, "smartctl")
        let device = try answer.object("device")
        report = SMARTReport(
            device: SMARTReport.Device(
                name: try device?.text("name") ?? disk,
                type: try device?.text("protocol")?.lowercased() ?? ""))
        report.smartStatus = try answer.object("smart_status")?.truth("passed")
            .map(SMARTReport.Status.init(passed:))
        report.temperature = try answer.object("temperature")?.whole("current")
            .map(SMARTReport.Temperature.init(current:))
        report.powerOnTime = try answer.object("power_on_time")?.whole("hours")
            .map(SMARTReport.PowerOnTime.init(hours:))
        if let table = try answer.object("ata_smart_attributes") {
            report.attributes = ATAAttributes(table: try Self.attributes(table))
        }
        report.nvmeLog = try answer.object("nvme_smart_health_information_log").map(Self.log)
        let tool = try answer.need(try answer.object("smartctl"), "smartctl")
        let messages = try tool.objects("messages")
        for message in messages where refusal == nil {
            if let text = try message.text("string"), text.contains("Permission denied") { refusal = text }
        }
    }

    private static func attributes(
        _ table: AnswerObject
    ) throws(AnswerError) -> [ATAAttributes.Attribute] {
        var attributes: [ATAAttributes.Attribute] = []
        for object in try table.objects("table") {
            var attribute = ATAAttributes.Attribute(
                id: try object.need(try object.whole("id"), "id"), name: try object.text("name") ?? "",
                value: try object.whole("value") ?? 0, thresh: try object.whole("thresh") ?? 0,
                raw: try object.object("raw")?.whole("value") ?? 0)
            attribute.worst = try object.whole("worst") ?? attribute.value
            attributes.append(attribute)
        }
        return attributes
    }

    private static func log(_ object: AnswerObject) throws(AnswerError) -> NVMeHealthLog {
        var log = NVMeHealthLog()
        log.criticalWarning = try object.whole("critical_warning") ?? 0
        log.temperature = try object.whole("temperature") ?? 0
        log.availableSpare = try object.whole("available_spare") ?? 100
        log.availableSpareThreshold = try object.whole("available_spare_threshold") ?? 0
        log.percentageUsed = try object.whole("percentage_used") ?? 0
        log.powerOnHours = try object.whole("power_on_hours") ?? 0
        log.unsafeShutdowns = try object.whole("unsafe_shutdowns") ?? 0
        log.mediaErrors = try object.whole("media_errors") ?? 0
        log.errorLogEntries = try object.whole("num_err_log_entries") ?? 0
        return log
    }
}
