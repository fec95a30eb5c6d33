import ArgumentParser
import HardwareAdapters
import HardwareInterfaces

/// `twin probe galera`.
struct ProbeGaleraCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "galera", abstract: "Show what a member of a MariaDB Galera cluster tells.",
        discussion: "Needs the program mariadb. The user needs no rights but to connect.")

    @Argument(help: "Where it answers: HOST[:PORT]; port 3306 without one.")
    var address: String
    @Option(help: "The user.")
    var user: String
    @OptionGroup var password: PasswordOptions
    @Flag(help: "Speak TLS, with a certificate that this machine trusts; so do --ca-file and --insecure.")
    var tls = false
    @OptionGroup var trust: TrustOptions
    @OptionGroup var options: ProbeOptions

    func run() async throws {
        guard let secret = try password.read() else {
            throw Failure("--user needs its password by --password-file or --password-env", .badInput)
        }
        let trust = try trust.chosen() ?? (tls ? .machine : nil)
        let shown = ProbeOptions.shown(address)
        guard
            let device = MariaDBDevice(
                address, name: address, user: user, password: secret, trust: trust)
        else { throw Failure("\(shown): no address of a database; write HOST[:PORT]", .badInput) }
        let member = EquipmentID(kind: .galeraMember, index: 0)
        let client = MariaDBClient(devices: [member: device], limit: .seconds(options.timeout))
        var probe = GaleraProbe(address: address)
        do throws(DeviceFailure<GaleraError>) {
            if case .status(let status) = try await client.answer(.status, of: member) {
                probe.status = status
            }
        } catch {
            probe.failures.append(error.description)
        }
        try probe.write(json: options.json)
    }
}
