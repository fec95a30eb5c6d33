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
        if let log = try answer.object("nvme_smart_health_information_log") {
            report.nvmeLog = try NVMeHealthLog(log, .smartctl)
        }
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
}
