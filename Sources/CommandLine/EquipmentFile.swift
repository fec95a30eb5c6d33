import Foundation
import HardwareAdapters
import Kubernetes
import Scenarios
import Twin

/// The real devices of a live run, as a file says them.
struct EquipmentFile {
    /// A device, by the BareMetalHost that it is the BMC of.
    struct Device {
        var host: Placed<String>
        var redfish: RedfishDevice
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
                file: file, problem: "there is no device in it",
                hint: "write devices: [{host: NAME, redfish: https://HOST, user: U, passwordFile: F}]")
        }
    }

    private mutating func add(_ part: DevicePart, _ position: SourcePosition) throws(FieldError) {
        guard let host = part.host, !host.value.isEmpty else {
            throw FieldError(
                path: "host", position: position, problem: "the device has no host",
                hint: "name the BareMetalHost that it is the BMC of")
        }
        guard !devices.contains(where: { $0.host.value == host.value }) else {
            throw FieldError(
                path: "host", position: host.position, problem: "a device of this host is written already")
        }
        guard let url = part.redfish else {
            throw FieldError(
                path: "redfish", position: position, problem: "the device has no address",
                hint: "write redfish: https://HOST[:PORT]")
        }
        guard let address = HTTPAddress(url.value) else {
            throw FieldError(
                path: "redfish", position: url.position, problem: "no address of a BMC",
                hint: "write https://HOST[:PORT], and the user under user")
        }
        let secret = try password(part)
        var trust = TLSTrust.machine
        if let file = part.caFile {
            guard part.insecure?.value != true else {
                throw FieldError(
                    path: "insecure", position: part.insecure?.position ?? position,
                    problem: "caFile and insecure exclude each other")
            }
            let path = path(file.value)
            guard FileManager.default.isReadableFile(atPath: path) else {
                throw FieldError(path: "caFile", position: file.position, problem: "the file cannot be read")
            }
            trust = .authorities(file: path)
        } else if part.insecure?.value == true {
            trust = .unverified
        }
        var device = RedfishDevice(
            name: host.value, address: address, user: part.user?.value ?? "",
            password: secret ?? Secret(""), trust: trust)
        if let user = part.user {
            guard secret != nil else {
                throw FieldError(
                    path: "user", position: user.position, problem: "the user has no password",
                    hint: "add passwordFile or passwordEnv")
            }
        } else {
            device.authentication = .none
        }
        if let system = part.system {
            guard system.value.hasPrefix("/") else {
                throw FieldError(
                    path: "system", position: system.position, problem: "no path of a resource",
                    hint: "write it as /redfish/v1/Systems/1")
            }
            device.system = system.value
        }
        devices.append(Device(host: host, redfish: device))
    }

    private func password(_ part: DevicePart) throws(FieldError) -> Secret? {
        if let file = part.passwordFile {
            if let other = part.passwordEnv {
                throw FieldError(
                    path: "passwordEnv", position: other.position,
                    problem: "passwordFile and passwordEnv name two passwords")
            }
            guard let data = FileManager.default.contents(atPath: path(file.value)), data.count <= 4096,
                let text = String(data: data, encoding: .utf8)
            else {
                throw FieldError(
                    path: "passwordFile", position: file.position,
                    problem: "the file cannot be read, or holds no password")
            }
            return Secret(String(text.prefix { !$0.isNewline }))
        }
        guard let variable = part.passwordEnv else { return nil }
        guard let text = ProcessInfo.processInfo.environment[variable.value] else {
            throw FieldError(
                path: "passwordEnv", position: variable.position, problem: "there is no such variable")
        }
        return Secret(text)
    }

    private func path(_ written: String) -> String {
        guard !written.hasPrefix("/"), let slash = file.lastIndex(of: "/") else { return written }
        return file[...slash] + written
    }

    /// Throws when a device is of no host of the cloud.
    func check(against hosts: [String]) throws(CloudError) {
        for device in devices where !hosts.contains(device.host.value) {
            throw CloudError(
                file: file, line: Int(device.host.position.line), column: Int(device.host.position.column),
                problem: "no BareMetalHost of the cloud is called \(device.host.value)",
                hint: NearestName.find(device.host.value, among: hosts).map { "did you mean \($0)?" } ?? "")
        }
    }
}
