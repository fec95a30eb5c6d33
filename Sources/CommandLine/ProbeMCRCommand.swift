import ArgumentParser
import HardwareAdapters
import HardwareInterfaces

/// `twin probe mcr`.
struct ProbeMCRCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mcr",
        abstract: "Show what a container runtime tells: MCR, Docker, or Podman behind Docker's API.")

    private static let runtime = EquipmentID(kind: .containerRuntime, index: 0)

    @Argument(help: "The path of its socket.")
    var socket = DockerDevice.usualSocket
    @OptionGroup var options: ProbeOptions

    func validate() throws {
        guard !socket.contains("://") || socket.hasPrefix("unix:///") else {
            throw ValidationError("\(socket): no path of a socket")
        }
        guard (1...107).contains(path.utf8.count) else {
            throw ValidationError("\(socket): the path of a socket has 1 to 107 bytes")
        }
    }

    private var path: String { socket.hasPrefix("unix://") ? String(socket.dropFirst(7)) : socket }

    func run() async throws {
        let client = DockerClient(
            devices: [Self.runtime: DockerDevice(name: path, socket: path)], limits: options.limits)
        var probe = RuntimeProbe(socket: path)
        for command in [ContainerRuntimeCommand.readFacts, .listContainers] where probe.failures.isEmpty {
            do throws(DeviceFailure<ContainerRuntimeError>) {
                switch try await client.answer(command, of: Self.runtime) {
                case .facts(let facts): probe.facts = facts
                case .containers(let containers): probe.containers = containers
                case .version, .pulled: break
                }
            } catch {
                probe.failures.append(error.description)
            }
        }
        await client.close()
        try probe.write(json: options.json)
    }
}
