import ArgumentParser
import HardwareAdapters
import HardwareInterfaces

/// `twin probe host`.
struct ProbeHostCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "host", abstract: "Show what this machine tells: system, disks, network interfaces.",
        discussion: "Needs the programs lsblk and ip; smartctl, and root, for the health of disks.")

    @Option(help: "The folder with proc, sys, etc, boot and run of the machine, as seen from a container.")
    var root = "/"
    @OptionGroup var options: ProbeOptions

    func run() async throws {
        let host = EquipmentID(kind: .host, index: 0)
        let client = LocalHostClient(
            hosts: [host: LocalHost(name: "this machine", root: root)], limit: .seconds(options.timeout))
        var probe = HostProbe()
        for command in [HostCommand.readFacts, .readBlockDevices, .readDisks, .readInterfaces] {
            do throws(DeviceFailure<HostError>) {
                switch try await client.answer(command, of: host) {
                case .facts(let facts): probe.facts = facts
                case .blockDevices(let devices): probe.devices = devices
                case .disks(let reports): probe.health = reports
                case .interfaces(let interfaces): probe.interfaces = interfaces
                case .packagesInstalled, .exited, .agentInstalled, .rebooting: break
                }
            } catch {
                // Each of them is told by another program.
                probe.failures.append(error.description)
            }
        }
        try probe.write(json: options.json)
    }
}
