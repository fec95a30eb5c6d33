import HardwareInterfaces
import JSON

extension HostService {
    /// The network interfaces, in the kernel's order.
    func readInterfaces() async throws(DeviceFailure<HostError>) -> [NetworkInterface] {
        var interfaces = try await ask(["ip", "-json", "-details", "-statistics", "link", "show"]) {
            bytes throws(AnswerError) in
            var interfaces: [NetworkInterface] = []
            for object in try AnswerObject.list(bytes, "ip link") {
                interfaces.append(try NetworkInterface(object))
            }
            return interfaces
        }
        for index in interfaces.indices {
            let folder = "sys/class/net/\(interfaces[index].name)"
            // Virtual ones say -1.
            interfaces[index].speed = whole("\(folder)/speed").flatMap { $0 > 0 ? $0 : nil }
            switch text("\(folder)/duplex") {
            case "full": interfaces[index].isFullDuplex = true
            case "half": interfaces[index].isFullDuplex = false
            default: break
            }
            interfaces[index].driver = target("\(folder)/device/driver")
            interfaces[index].linkChanges = whole("\(folder)/carrier_changes")
            interfaces[index].checksumErrors = whole("\(folder)/statistics/rx_crc_errors")
        }
        return interfaces
    }
}

extension NetworkInterface {
    /// An interface of `ip -json -details -statistics link`.
    fileprivate init(_ object: AnswerObject) throws(AnswerError) {
        let flags = try object.texts("flags")
        let type = try object.text("link_type") ?? ""
        self.init(
            name: try object.need(try object.text("ifname"), "ifname"),
            kind: try object.object("linkinfo")?.text("info_kind") ?? type, isEnabled: flags.contains("UP"))
        mac = type == "ether" ? try object.text("address") : nil
        mtu = try object.whole("mtu")
        hasLink = flags.contains("LOWER_UP")
        state = try object.text("operstate")?.lowercased()
        master = try object.text("master")
        received = try Self.traffic(object, "rx")
        sent = try Self.traffic(object, "tx")
    }

    private static func traffic(_ object: AnswerObject, _ way: String) throws(AnswerError) -> Traffic? {
        guard let counters = try object.object("stats64")?.object(way) else { return nil }
        return Traffic(
            bytes: try counters.need(try counters.whole("bytes"), "bytes"),
            packets: try counters.need(try counters.whole("packets"), "packets"),
            errors: try counters.need(try counters.whole("errors"), "errors"),
            dropped: try counters.need(try counters.whole("dropped"), "dropped"))
    }
}
