import Foundation
import HardwareAdapters
import Kubernetes
import Scenarios
import Twin

/// The real devices of a live run, as a file says them.
struct EquipmentFile {
    /// A device, by the BareMetalHost that it is the BMC of.
    struct Device {
        /// The host as it is written: `NAME` or `NAMESPACE/NAME`.
        var host: Placed<String>
        var address: Address
    }

    /// How a device is spoken to.
    enum Address {
        case redfish(RedfishDevice)
        case ipmi(IPMIDevice)

        /// Which server it is, as far as the address tells.
        var server: String {
            switch self {
            case .redfish(let device): "\(device.address) \(device.system ?? "")"
            case .ipmi(let device): "ipmi://\(device.host):\(device.port)"
            }
        }
    }

    /// The file, for errors.
    let file: String
    private(set) var devices: [Device] = []

    /// Reads a file; relative paths in it start from its folder. Throws at the first thing that is wrong, at
    /// its place.
    init(bytes: [UInt8], file: String) throws(CloudError) {
        self.file = file
        var reader = YAMLReader(file: file)
        let documents: [Value]
        do throws(YAMLError) { documents = try reader.read(bytes) } catch { throw CloudError(error) }
        do throws(FieldError) {
            for document in documents {
                for (index, device) in try EquipmentPart.decodeStrictly(document).devices.enumerated() {
                    do throws(FieldError) { try add(device.value, device.position) } catch {
                        throw error.inside(index).inside("devices")
                    }
                }
            }
        } catch {
            throw CloudError(error, file: file)
        }
        guard !devices.isEmpty else {
            throw CloudError(
                file: file, line: 1, column: 1, problem: "there is no device in it",
                hint: "write devices: [{host: NAME, redfish: https://HOST, user: U, passwordFile: F}]")
        }
    }

    private mutating func add(_ part: DevicePart, _ position: SourcePosition) throws(FieldError) {
        guard let host = part.host, !host.value.isEmpty else {
            throw FieldError(
                path: "host", position: part.host?.position ?? position, problem: "the device has no host",
                hint: "name the BareMetalHost that it is the BMC of: NAME, or NAMESPACE/NAME")
        }
        if let first = devices.first(where: { $0.host.value == host.value }) {
            throw FieldError(
                path: "host", position: host.position, problem: "a device of this host is written already",
                hint: "leave out this one or that of line \(first.host.position.line)")
        }
        let reader = DeviceReader(part: part, position: position, file: file)
        let address = try reader.address(of: host.value)
        if let first = devices.first(where: { $0.address.server == address.server }) {
            throw FieldError(
                path: part.redfish == nil ? "ipmi" : "redfish",
                position: (part.redfish ?? part.ipmi)?.position ?? position,
                problem: "this is the server of \(first.host.value) already",
                hint: "give each host its own address, or system where a BMC has several")
        }
        devices.append(Device(host: host, address: address))
    }

    /// The hosts of the devices as `NAMESPACE/NAME`, in order; throws when a device is of no host of the
    /// cloud, of one of several, or of that of another device.
    func hosts(among known: [(namespace: String, name: String)]) throws(CloudError) -> [String] {
        var found: [String] = []
        for device in devices {
            let host = try key(of: device.host, among: known)
            if let other = found.firstIndex(of: host) {
                let first = devices[other].host
                throw problem(
                    device.host, "a device of \(host) is written already",
                    "leave out this one or that of line \(first.position.line)")
            }
            found.append(host)
        }
        return found
    }

    private func key(
        of host: Placed<String>, among known: [(namespace: String, name: String)]
    ) throws(CloudError) -> String {
        let keys = known.map { $0.namespace.isEmpty ? $0.name : "\($0.namespace)/\($0.name)" }
        if keys.contains(host.value) { return host.value }
        var namespaces: [String] = []
        for each in known where each.name == host.value && !namespaces.contains(each.namespace) {
            namespaces.append(each.namespace)
        }
        guard let namespace = namespaces.first else {
            // One that is called so in another namespace is nearer than one that is called otherwise.
            let name = String(host.value.drop { $0 != "/" }.dropFirst())
            let nearest =
                zip(known, keys).first { $0.0.name == name }?.1
                ?? NearestName.find(host.value, among: host.value.contains("/") ? keys : known.map(\.name))
            let example = known.first.map { ", such as \($0.name)," } ?? ""
            throw problem(
                host, "no BareMetalHost of the cloud is called \(host.value)",
                nearest.map { "did you mean \($0)?" } ?? "write its name\(example) or NAMESPACE/NAME")
        }
        guard namespaces.count == 1 else {
            throw problem(
                host, "\(namespaces.count) BareMetalHosts of the cloud are called \(host.value)",
                "write " + namespaces.map { "\($0)/\(host.value)" }.joined(separator: " or "))
        }
        return namespace.isEmpty ? host.value : "\(namespace)/\(host.value)"
    }

    private func problem(_ place: Placed<String>, _ problem: String, _ hint: String) -> CloudError {
        CloudError(
            file: file, line: Int(place.position.line), column: Int(place.position.column), problem: problem,
            hint: hint)
    }
}
