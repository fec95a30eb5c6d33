import HardwareInterfaces
import JSON

extension RabbitMQStatus {
    /// The alarms of `/api/health/checks/alarms`: `{"status": "ok"}`, or `failed` with a list of them.
    static func alarms(_ bytes: [UInt8], isFailed: Bool) throws(AnswerError) -> Set<RabbitMQAlarm> {
        let answer = try AnswerObject(bytes, RabbitMQService.alarms)
        let status = try answer.need(try answer.text("status"), "status")
        guard status == (isFailed ? "failed" : "ok") else {
            throw AnswerError(message: "\(answer.place)status is \(status)")
        }
        var alarms: Set<RabbitMQAlarm> = []
        for alarm in try answer.objects("alarms") {
            let resource = try alarm.need(try alarm.text("resource"), "resource")
            guard let known = RabbitMQAlarm(rawValue: resource) else {
                throw AnswerError(message: "\(alarm.place)resource is \(resource)")
            }
            alarms.insert(known)
        }
        if isFailed, alarms.isEmpty { throw AnswerError(message: "\(answer.place)alarms has none") }
        return alarms
    }

    /// Reads `/api/overview`.
    mutating func read(overview bytes: [UInt8]) throws(AnswerError) {
        let overview = try AnswerObject(bytes, RabbitMQService.overview)
        version = try overview.text("rabbitmq_version")
        let totals = try overview.need(try overview.object("object_totals"), "object_totals")
        connections = Int(try totals.need(try totals.whole("connections"), "connections"))
        messages = try overview.object("queue_totals")?.whole("messages")
    }
}

extension RabbitMQNode {
    /// The nodes of `/api/nodes`.
    static func list(_ bytes: [UInt8]) throws(AnswerError) -> [RabbitMQNode] {
        var nodes: [RabbitMQNode] = []
        for object in try AnswerObject.list(bytes, RabbitMQService.nodes) {
            var node = RabbitMQNode(
                name: try object.need(try object.text("name"), "name"),
                isRunning: try object.need(try object.truth("running"), "running"))
            node.memory = try object.whole("mem_used")
            node.memoryLimit = try object.whole("mem_limit")
            node.diskFree = try object.whole("disk_free")
            node.diskFreeLimit = try object.whole("disk_free_limit")
            node.descriptors = try object.whole("fd_used")
            node.descriptorLimit = try object.whole("fd_total")
            node.partitions = try object.texts("partitions")
            nodes.append(node)
        }
        return nodes
    }
}
