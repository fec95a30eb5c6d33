import HardwareInterfaces
import JSON

/// Source: the output of Ceph 16.2.15.
extension CephStatus {
    /// The status that `ceph status` gives.
    init(json bytes: [UInt8]) throws(AnswerError) {
        let answer = try AnswerObject(bytes, "ceph status")
        let health = try answer.need(try answer.object("health"), "health")
        self.init(
            fsid: try answer.need(try answer.text("fsid"), "fsid"), health: try CephHealth(health))
        quorum = try answer.texts("quorum_names")
        if let map = try answer.object("monmap") {
            monitors = Int(try map.whole("num_mons") ?? Int64(quorum.count))
        }
        hasManager = try answer.object("mgrmap")?.truth("available") ?? false
        let map = try answer.need(try answer.object("osdmap"), "osdmap")
        osds = Int(try map.need(try map.whole("num_osds"), "num_osds"))
        osdsUp = Int(try map.need(try map.whole("num_up_osds"), "num_up_osds"))
        osdsIn = Int(try map.need(try map.whole("num_in_osds"), "num_in_osds"))
        try read(groups: try answer.need(try answer.object("pgmap"), "pgmap"))
    }

    /// Reads what the manager counts. What is nought is not there at all.
    private mutating func read(groups map: AnswerObject) throws(AnswerError) {
        pools = try map.whole("num_pools") ?? 0
        objects = try map.whole("num_objects") ?? 0
        dataBytes = try map.whole("data_bytes") ?? 0
        usedBytes = try map.whole("bytes_used") ?? 0
        totalBytes = try map.whole("bytes_total") ?? 0
        degradedObjects = try map.whole("degraded_objects") ?? 0
        misplacedObjects = try map.whole("misplaced_objects") ?? 0
        for object in try map.objects("pgs_by_state") {
            groups.append(
                Groups(
                    state: try object.need(try object.text("state_name"), "state_name"),
                    count: try object.need(try object.whole("count"), "count")))
        }
    }
}

extension CephHealth {
    /// The health that an answer has, with detail where that was asked for.
    init(_ answer: AnswerObject) throws(AnswerError) {
        self.init(status: try Self.status(answer, "status"))
        for (code, object) in try answer.named("checks") {
            let summary = try object.need(try object.object("summary"), "summary")
            var check = Check(
                code: code, severity: try Self.status(object, "severity"),
                summary: try summary.need(try summary.text("message"), "message"))
            check.count = try summary.whole("count")
            check.isMuted = try object.truth("muted") ?? false
            for line in try object.objects("detail") {
                check.detail.append(try line.need(try line.text("message"), "message"))
            }
            checks.append(check)
        }
    }

    private static func status(_ object: AnswerObject, _ name: String) throws(AnswerError) -> Status {
        let text = try object.need(try object.text(name), name)
        guard let status = Status(rawValue: text) else {
            throw AnswerError(message: "\(object.place)\(name) is \(text.prefix(80))")
        }
        return status
    }
}
