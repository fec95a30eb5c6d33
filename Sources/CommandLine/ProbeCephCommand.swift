import ArgumentParser
import Foundation
import HardwareAdapters
import HardwareInterfaces

/// `twin probe ceph`.
struct ProbeCephCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ceph", abstract: "Show what a Ceph cluster tells.",
        discussion: "Needs the program ceph. The user needs the caps `mon 'allow r', mgr 'allow r'`.")

    @Option(
        name: .customLong("conf"), help: "The file of its configuration; /etc/ceph/ceph.conf without one.")
    var configurationFile: String?
    @Option(name: .customLong("id"), help: "The user, without `client.`; admin without one.")
    var user: String?
    @Option(help: "The file with the user's key.")
    var keyring: String?
    @OptionGroup var options: ProbeOptions

    func run() async throws {
        for (name, file) in [("--conf", configurationFile), ("--keyring", keyring)] {
            guard let file, !FileManager.default.isReadableFile(atPath: file) else { continue }
            throw Failure("\(name) \(file): cannot be read", .badInput)
        }
        var cluster = CephCluster(name: "ceph")
        cluster.configuration = configurationFile
        cluster.user = user
        cluster.keyring = keyring
        let client = CephClient(cluster: cluster, limit: .seconds(options.timeout))
        var probe = CephProbe()
        do throws(DeviceFailure<CephError>) {
            probe.status = try await client.status()
            probe.health = try await client.health()
            probe.osds = try await client.osds()
            probe.pools = try await client.pools()
        } catch {
            probe.failures.append(error.description)
        }
        try probe.write(json: options.json)
    }
}
