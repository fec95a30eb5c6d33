import Files
import Foundation
import HardwareAdapters
import Kubernetes
import Scenarios

/// Makes of a part of an equipment file the address of a device; what does not fit is an error at its place.
struct DeviceReader {
    let part: DevicePart
    /// Where the part is written.
    let position: SourcePosition
    /// The file that it is written in; relative paths start from its folder.
    let file: String

    /// How the device is spoken to; messages call it `name`.
    func address(of name: String) throws(FieldError) -> EquipmentFile.Address {
        switch (part.redfish, part.ipmi) {
        case (let url?, nil): return .redfish(try redfish(url, name))
        case (nil, let url?): return .ipmi(try ipmi(url, name))
        case (.some, let second?):
            throw FieldError(
                path: "ipmi", position: second.position, problem: "the device has two addresses",
                hint: "leave out redfish or ipmi; Redfish does more")
        case (nil, nil):
            throw FieldError(
                path: "redfish", position: position, problem: "the device has no address",
                hint: "write redfish: https://HOST[:PORT], or ipmi: ipmi://HOST[:PORT]")
        }
    }

    private func redfish(_ url: Placed<String>, _ name: String) throws(FieldError) -> RedfishDevice {
        guard let address = HTTPAddress(url.value) else {
            throw FieldError(
                path: "redfish", position: url.position, problem: "no address of a BMC",
                hint: url.value.hasPrefix("ipmi:")
                    ? "write it under ipmi" : "write https://HOST[:PORT], and the user under user")
        }
        if let suite = part.cipherSuite {
            throw FieldError(
                path: "cipherSuite", position: suite.position, problem: "Redfish has no cipher suites",
                hint: "leave it out")
        }
        let secret = try password()
        var device = RedfishDevice(
            name: name, address: address, user: part.user?.value ?? "", password: secret ?? Secret(""),
            trust: try trust())
        if let user = part.user {
            guard secret != nil else { throw noPassword(user) }
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
        return device
    }

    private func trust() throws(FieldError) -> TLSTrust {
        guard let file = part.caFile else { return part.insecure?.value == true ? .unverified : .machine }
        if let insecure = part.insecure, insecure.value {
            throw FieldError(
                path: "insecure", position: insecure.position,
                problem: "caFile and insecure exclude each other", hint: "leave insecure out")
        }
        let path = path(file.value)
        guard FileManager.default.isReadableFile(atPath: path) else {
            throw FieldError(
                path: "caFile", position: file.position, problem: "the file cannot be read",
                hint: "check \(path) and its mode")
        }
        return .authorities(file: path)
    }

    private func ipmi(_ url: Placed<String>, _ name: String) throws(FieldError) -> IPMIDevice {
        let foreign = [
            ("system", part.system?.position, "IPMI has one server"),
            ("caFile", part.caFile?.position, "IPMI has no certificates"),
            ("insecure", part.insecure?.position, "IPMI has no certificates"),
        ]
        for (path, position, problem) in foreign {
            guard let position else { continue }
            throw FieldError(path: path, position: position, problem: problem, hint: "leave it out")
        }
        guard let user = part.user else {
            throw FieldError(
                path: "user", position: position, problem: "IPMI needs a user and a password",
                hint: "add user, and passwordFile or passwordEnv")
        }
        guard let secret = try password() else { throw noPassword(user) }
        guard var device = IPMIDevice(url.value, name: name, user: user.value, password: secret) else {
            throw FieldError(
                path: "ipmi", position: url.position, problem: "no address of a BMC",
                hint: url.value.hasPrefix("http")
                    ? "write it under redfish" : "write ipmi://HOST[:PORT], and the user under user")
        }
        if let suite = part.cipherSuite {
            guard (0...17).contains(suite.value) else {
                throw FieldError(
                    path: "cipherSuite", position: suite.position, problem: "there is no such cipher suite",
                    hint: "write 3 or 17, or leave it out")
            }
            device.cipherSuite = suite.value
        }
        guard Self.isInstalled("ipmitool") else {
            throw FieldError(
                path: "ipmi", position: url.position, problem: "the program ipmitool is not installed",
                hint: "install it (apt install ipmitool), or write redfish")
        }
        return device
    }

    /// Whether a program is found by its name.
    private static func isInstalled(_ program: String) -> Bool {
        let folders = ProcessInfo.processInfo.environment["PATH"] ?? ""
        return folders.split(separator: ":").contains {
            FileManager.default.isExecutableFile(atPath: "\($0)/\(program)")
        }
    }

    private func noPassword(_ user: Placed<String>) -> FieldError {
        FieldError(
            path: "user", position: user.position, problem: "the user has no password",
            hint: "add passwordFile or passwordEnv")
    }

    private func password() throws(FieldError) -> Secret? {
        if let file = part.passwordFile {
            if let other = part.passwordEnv {
                throw FieldError(
                    path: "passwordEnv", position: other.position,
                    problem: "passwordFile and passwordEnv name two passwords", hint: "leave out one of them")
            }
            let path = path(file.value)
            do throws(SmallFile.Problem) {
                return try PasswordOptions.password(inFile: path)
            } catch {
                throw FieldError(
                    path: "passwordFile", position: file.position, problem: "the file \(error.words)",
                    hint: "check \(path) and its mode; its first line is the password")
            }
        }
        guard let variable = part.passwordEnv else { return nil }
        guard let text = ProcessInfo.processInfo.environment[variable.value] else {
            throw FieldError(
                path: "passwordEnv", position: variable.position, problem: "there is no such variable",
                hint: "export \(variable.value) before, or write passwordFile")
        }
        return Secret(text)
    }

    private func path(_ written: String) -> String {
        guard !written.hasPrefix("/"), let slash = file.lastIndex(of: "/") else { return written }
        return file[...slash] + written
    }
}
