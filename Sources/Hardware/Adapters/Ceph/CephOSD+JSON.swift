import HardwareInterfaces
import JSON

/// Source: the output of Ceph 16.2.15.
extension CephOSD {
    /// Buckets above an OSD; CRUSH has eleven types of them (Ceph documentation, "CRUSH Maps").
    private static let depthLimit = 64

    /// The OSDs that `ceph osd tree` gives, by number; those that CRUSH does not know are strays.
    static func tree(_ bytes: [UInt8]) throws(AnswerError) -> [CephOSD] {
        let answer = try AnswerObject(bytes, "ceph osd tree")
        let nodes = try answer.objects("nodes")
        var parents: [Int64: (id: Int64, name: String)] = [:]
        for node in nodes {
            let id = try node.need(try node.whole("id"), "id")
            let name = try node.need(try node.text("name"), "name")
            for child in try node.wholes("children") { parents[child] = (id, name) }
        }
        var osds: [CephOSD] = []
        var known: Set<Int64> = []
        for node in nodes + (try answer.objects("stray")) {
            guard try node.text("type") == "osd" else { continue }
            let id = try node.need(try node.whole("id"), "id")
            // A tree may hold an OSD twice, below the roots of different rules.
            guard known.insert(id).inserted else { continue }
            var osd = CephOSD(
                id: id, place: try place(of: id, parents, node),
                isUp: try node.need(try node.text("status"), "status") == "up",
                reweight: try node.need(try node.thousandths("reweight"), "reweight"))
            osd.deviceClass = try node.text("device_class")
            osds.append(osd)
        }
        return osds.sorted { $0.id < $1.id }
    }

    /// The buckets above one, from the root.
    private static func place(
        of id: Int64, _ parents: [Int64: (id: Int64, name: String)], _ node: AnswerObject
    ) throws(AnswerError) -> [String] {
        var (place, next) = ([String](), id)
        while let parent = parents[next] {
            place.append(parent.name)
            next = parent.id
            guard place.count <= depthLimit else {
                throw AnswerError(
                    message: "\(node.place)children lead in a circle or deeper than \(depthLimit)")
            }
        }
        return place.reversed()
    }

    /// OSDs with what `ceph osd df` tells of their disks.
    static func usage(_ bytes: [UInt8], of osds: [CephOSD]) throws(AnswerError) -> [CephOSD] {
        let answer = try AnswerObject(bytes, "ceph osd df")
        var result = osds
        let places = Dictionary(osds.indices.map { (osds[$0].id, $0) }) { first, _ in first }
        for node in try answer.objects("nodes") + (try answer.objects("stray")) {
            let id = try node.need(try node.whole("id"), "id")
            guard let index = places[id] else { continue }
            // An OSD that never told its size has none.
            if let size = try byteCount(node, "kb"), size > 0 {
                result[index].bytes = size
                result[index].usedBytes = try byteCount(node, "kb_used")
            }
            result[index].groups = try node.whole("pgs")
        }
        return result
    }

    /// What a field tells in kibibytes, in bytes.
    private static func byteCount(_ node: AnswerObject, _ name: String) throws(AnswerError) -> Int64? {
        guard let number = try node.whole(name) else { return nil }
        let (bytes, isTooMany) = number.multipliedReportingOverflow(by: 1024)
        guard !isTooMany else {
            throw AnswerError(message: "\(node.place)\(name) is more than can be counted")
        }
        return bytes
    }
}

extension CephPool {
    /// The pools that `ceph df` gives.
    static func list(_ bytes: [UInt8]) throws(AnswerError) -> [CephPool] {
        var pools: [CephPool] = []
        for object in try AnswerObject(bytes, "ceph df").objects("pools") {
            let usage = try object.need(try object.object("stats"), "stats")
            pools.append(
                CephPool(
                    id: try object.need(try object.whole("id"), "id"),
                    name: try object.need(try object.text("name"), "name"),
                    objects: try usage.need(try usage.whole("objects"), "objects"),
                    storedBytes: try usage.need(try usage.whole("stored"), "stored"),
                    usedBytes: try usage.need(try usage.whole("bytes_used"), "bytes_used"),
                    freeBytes: try usage.need(try usage.whole("max_avail"), "max_avail")))
        }
        return pools
    }
}
