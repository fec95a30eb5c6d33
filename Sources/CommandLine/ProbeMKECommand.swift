import ArgumentParser
import Files
import Foundation
import HardwareAdapters
import HardwareInterfaces

/// `twin probe mke`.
struct ProbeMKECommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mke",
        abstract: "Show what a Kubernetes engine (MKE) tells: its managers and nodes, and its Kubernetes API."
    )

    private static let engine = EquipmentID(kind: .kubernetesEngine, index: 0)

    @Argument(help: "Where it answers: https://HOST[:PORT]; left out where a kubeconfig alone is looked at.")
    var url: String?
    @Option(help: "The user.")
    var user: String?
    @OptionGroup var password: PasswordOptions
    @OptionGroup var trust: TrustOptions
    @Option(help: "Look at the Kubernetes API of this kubeconfig file as well.")
    var kubeconfig: String?
    @Option(help: "The context of the kubeconfig file; the current one unless said.")
    var context: String?
    @OptionGroup var options: ProbeOptions

    func validate() throws {
        if context != nil, kubeconfig == nil { throw ValidationError("--context needs --kubeconfig") }
        if url == nil, kubeconfig == nil { throw ValidationError("name an address or a kubeconfig file") }
        if url == nil, user != nil || password.isNamed || trust.isNamed {
            throw ValidationError(
                "--user, a password and trust: each goes with an address, and none is named")
        }
    }

    func run() async throws {
        // All input is looked at before anything is asked.
        let device = try url.map(device)
        let configuration = try kubeconfig.map(configuration)
        var probe = EngineProbe()
        if let device { await ask(device, &probe) }
        if let configuration { await ask(configuration, &probe) }
        try probe.write(json: options.json)
    }

    private func device(_ url: String) throws -> HTTPDevice {
        guard let address = HTTPAddress(url) else {
            let shown = ProbeOptions.shown(url)
            throw Failure("\(shown): no address of an engine; write https://HOST[:PORT]", .badInput)
        }
        let trust = try trust.chosen() ?? .machine
        guard let user, let secret = try password.read() else {
            throw Failure(
                "\(address): MKE needs --user, and its password by --password-file or --password-env",
                .badInput)
        }
        return HTTPDevice(name: "\(address)", address: address, user: user, password: secret, trust: trust)
    }

    private func configuration(_ file: String) throws -> Kubeconfig {
        let bytes: [UInt8]
        do throws(SmallFile.Problem) {
            bytes = try SmallFile.bytes(file, limit: 16 << 20)
        } catch {
            throw Failure("--kubeconfig \(file): \(error.words)", .badInput)
        }
        do throws(KubeconfigError) {
            return try Kubeconfig(bytes: bytes, file: file, context: context)
        } catch {
            throw Failure(error.description, .badInput)
        }
    }

    private func ask(_ device: HTTPDevice, _ probe: inout EngineProbe) async {
        probe.address = "\(device.address)"
        let client = MKEClient(devices: [Self.engine: device], limits: options.limits)
        for command in [KubernetesEngineCommand.readHealth, .readVersion, .listNodes] {
            do throws(DeviceFailure<KubernetesEngineError>) {
                switch try await client.answer(command, of: Self.engine) {
                case .health(let health): probe.health = health
                case .version(let version): probe.version = version
                case .nodes(let nodes): probe.nodes = nodes
                case .joined, .removed, .upgraded, .availability: break
                }
            } catch {
                probe.failures.append(error.description)
                // What does not tell its health will not tell more.
                if probe.health == nil { break }
            }
        }
        await client.close()
    }

    private func ask(_ configuration: Kubeconfig, _ probe: inout EngineProbe) async {
        let client = KubernetesAPIClient(configuration, limits: options.limits)
        do throws(KubernetesAPIClient.Failure) {
            let version = try await client.version()
            let page = try await client.listAll(.nodes)
            probe.kubernetes = .init(
                context: configuration.context, address: "\(configuration.address)\(configuration.path)",
                version: version,
                nodes: page.items.map(KubernetesNodeFacts.init(_:)).sorted { $0.name < $1.name })
        } catch {
            probe.failures.append(error.description)
        }
        await client.close()
    }
}
