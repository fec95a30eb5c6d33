import ArgumentParser
import HardwareAdapters
import HardwareInterfaces

/// `twin probe rabbitmq`.
struct ProbeRabbitMQCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rabbitmq", abstract: "Show what a RabbitMQ broker tells, by its management API.",
        discussion: "The user needs the tag `monitoring`.")

    @Argument(
        help: "Where its management API answers: https:// or http://HOST[:PORT]; https without a scheme.")
    var url: String
    @Option(help: "The user.")
    var user: String
    @OptionGroup var password: PasswordOptions
    @OptionGroup var trust: TrustOptions
    @OptionGroup var options: ProbeOptions

    func run() async throws {
        guard let secret = try password.read() else {
            throw Failure("--user needs its password by --password-file or --password-env", .badInput)
        }
        let trust = try trust.chosen() ?? .machine
        let shown = ProbeOptions.shown(url)
        guard let address = HTTPAddress(url) else {
            throw Failure(
                "\(shown): no address of a broker; write https://HOST[:PORT], and the user by --user",
                .badInput)
        }
        let device = HTTPDevice(
            name: "\(address)", address: address, user: user, password: secret, trust: trust)
        let broker = EquipmentID(kind: .messageBroker, index: 0)
        let client = RabbitMQManagementClient(devices: [broker: device], limits: options.limits)
        var probe = RabbitMQProbe(address: "\(address)")
        do throws(DeviceFailure<RabbitMQError>) {
            if case .status(let status) = try await client.answer(.status, of: broker) {
                probe.status = status
            }
        } catch {
            probe.failures.append(error.description)
        }
        await client.close()
        try probe.write(json: options.json)
    }
}
