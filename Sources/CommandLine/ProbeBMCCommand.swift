import ArgumentParser
import HardwareAdapters
import HardwareInterfaces

/// `twin probe bmc`.
struct ProbeBMCCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bmc", abstract: "Show what a server's BMC tells, by Redfish or IPMI.")

    private static let bmc = EquipmentID(kind: .bmc, index: 0)

    @Argument(
        help:
            "Where it answers: https://, http:// or ipmi://HOST[:PORT]; https without a scheme. IPMI needs ipmitool."
    )
    var url: String
    @Option(help: "The user; without one, no credentials are sent.")
    var user: String?
    @OptionGroup var password: PasswordOptions
    @OptionGroup var trust: TrustOptions
    @Option(help: "The path of the server's resource, where the BMC has several.")
    var system: String?
    @OptionGroup var options: ProbeOptions

    func validate() throws {
        if let system, !system.hasPrefix("/") { throw ValidationError("--system \(system): no path") }
    }

    func run() async throws {
        let probe = try await url.hasPrefix("ipmi:") ? ask(ipmi()) : ask(redfish())
        try probe.write(json: options.json)
    }

    private var shown: String { ProbeOptions.shown(url) }

    private func redfish() throws -> RedfishDevice {
        guard let address = HTTPAddress(url) else {
            throw Failure(
                "\(shown): no address of a BMC; write https://HOST[:PORT] or ipmi://HOST[:PORT], and the user by --user",
                .badInput)
        }
        let secret = try secret()
        let trust = try trust.chosen() ?? .machine
        var device = RedfishDevice(
            name: "\(address)", address: address, user: user ?? "", password: secret ?? Secret(""),
            trust: trust)
        if user == nil { device.authentication = .none }
        device.system = system
        return device
    }

    private func ipmi() throws -> IPMIDevice {
        guard trust.authorities == nil, !trust.insecure, system == nil else {
            throw Failure("\(shown): IPMI has no certificates and one server", .badInput)
        }
        guard let user, let secret = try secret() else {
            throw Failure("\(shown): IPMI needs a user and a password", .badInput)
        }
        guard let device = IPMIDevice(url, name: url, user: user, password: secret) else {
            throw Failure("\(shown): no address of a BMC; write ipmi://HOST[:PORT]", .badInput)
        }
        return device
    }

    private func secret() throws -> Secret? {
        let secret = try password.read()
        guard user == nil || secret != nil else {
            throw Failure("--user needs its password by --password-file or --password-env", .badInput)
        }
        return secret
    }

    private func ask(_ device: RedfishDevice) async -> BMCProbe {
        let client = RedfishClient(devices: [Self.bmc: device], limits: options.limits)
        let probe = await probe(device.name) { command throws(DeviceFailure<BMCError>) in
            try await client.answer(command, of: Self.bmc)
        }
        await client.close()
        return probe
    }

    private func ask(_ device: IPMIDevice) async -> BMCProbe {
        let client = IPMIClient(devices: [Self.bmc: device], limit: .seconds(options.timeout))
        return await probe(device.name) { command throws(DeviceFailure<BMCError>) in
            try await client.answer(command, of: Self.bmc)
        }
    }

    private func probe(
        _ address: String, _ answer: (BMCCommand) async throws(DeviceFailure<BMCError>) -> BMCReply
    ) async -> BMCProbe {
        var probe = BMCProbe(address: address)
        for command in [BMCCommand.readSystem, .readSensors, .readFirmware] {
            do throws(DeviceFailure<BMCError>) {
                switch try await answer(command) {
                case .system(let system): probe.system = system
                case .sensors(let sensors): probe.sensors = sensors
                case .firmware(let firmware): probe.firmware = firmware
                case .power, .resetBegun, .boot, .media: break
                }
            } catch {
                probe.failures.append(error.description)
                // What does not answer to its name will not answer to more.
                if probe.system == nil { break }
            }
        }
        return probe
    }
}
